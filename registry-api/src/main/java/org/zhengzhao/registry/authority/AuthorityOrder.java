package org.zhengzhao.registry.authority;

import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.http.NameDocument;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.schema.code.AreaCode;
import org.zhengzhao.schema.code.Uscc;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.AuthorityLevel;

/** An authority as the API takes and shows it. */
@Schema(name = "AuthorityRegistration")
record AuthorityOrder(String code, NameDocument name, AuthorityLevel level, String areaCode) {
    static AuthorityOrder of(RegisteredAuthority authority) {
        return new AuthorityOrder(
                authority.code().value(), NameDocument.of(authority.name()), authority.level(), authority.areaCode());
    }

    /**
     * Reads a registration.
     *
     * @throws RegistryException {@link ProblemType#VALIDATION_FAILED} with every error
     */
    static RegisteredAuthority read(byte[] octets) {
        BodyReader body = BodyReader.of(octets, "code", "name", "level", "areaCode");
        Optional<Uscc> code = body.uscc("code");
        Optional<AuthorityLevel> level = body.choice("level", AuthorityLevel.values());
        Optional<AreaCode> area = body.area("areaCode");
        Bilingual name = body.name("name");
        body.refuse();
        return new RegisteredAuthority(
                code.orElseThrow(),
                name,
                level.orElseThrow(),
                area.orElseThrow().value());
    }
}
