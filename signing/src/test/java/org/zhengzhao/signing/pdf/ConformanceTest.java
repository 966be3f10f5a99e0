package org.zhengzhao.signing.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.sample.SampleType;
import org.zhengzhao.schema.sample.SampleTypes;
import org.zhengzhao.signing.key.SigningKey;
import org.zhengzhao.signing.testkit.VeraPdf;

class ConformanceTest {
    private static final SigningKey KEY = FaceFixtures.key(FaceFixtures.AUTHORITY);

    static List<String> slugs() {
        return SampleTypes.all().stream().map(SampleType::slug).toList();
    }

    @ParameterizedTest
    @MethodSource("slugs")
    void sign_everySample_isWhatItClaimsToBe(String slug) throws Exception {
        Bytes pdf = FaceFixtures.PDF.sign(FaceFixtures.sample(slug), KEY, FaceFixtures.SIGNED_AT);
        for (VeraPdf.Profile profile : VeraPdf.Profile.values()) {
            assertThat(VeraPdf.objections(pdf, profile)).as(profile.name()).isEmpty();
        }
    }
}
