package org.zhengzhao.signing.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.testkit.TestQr;

class PictureHeaderTest {
    @Test
    void scans_ofAJpeg_areCounted() {
        Bytes jpeg = TestQr.blank("jpg");
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(jpeg.toArray());
        for (int i = 0; i < 41; i++) {
            more.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA});
        }

        assertThat(PictureHeader.scans(jpeg)).isEqualTo(1);
        assertThat(PictureHeader.scans(Bytes.of(more.toByteArray()))).isEqualTo(42);
        assertThat(PictureHeader.scans(TestQr.blank("png"))).isEqualTo(1);
        assertThat(PictureHeader.scans(Bytes.of(new byte[0]))).isEqualTo(1);
    }

    @Test
    void wrapsAnother_ordinaryPictures_no() {
        for (String format : new String[] {"bmp", "png", "jpg", "gif"}) {
            assertThat(PictureHeader.wrapsAnother(TestQr.blank(format))).isFalse();
        }
        assertThat(PictureHeader.wrapsAnother(Bytes.utf8("BM"))).isFalse();
    }
}
