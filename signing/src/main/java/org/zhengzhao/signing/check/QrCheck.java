package org.zhengzhao.signing.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.signing.collect.PictureFile;
import org.zhengzhao.signing.collect.UnreadableDocumentException;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.qr.QrReader;

/** Reads the texts of the QR codes in a picture, whatever they say. */
public final class QrCheck {
    /** The largest file. */
    public static final int MAX_OCTETS = 64 * 1024 * 1024;

    private final QrReader reader = new QrReader();

    public CheckReport check(Bytes input) {
        GreyPicture picture;
        try {
            picture = PictureFile.read(input);
        } catch (UnreadableDocumentException unreadable) {
            return CheckReport.unreadable(
                    unreadable.refusal().name(), unreadable.refusal().reason().english());
        }
        List<String> texts = reader.read(picture);
        Map<String, JsonValue> facts = new LinkedHashMap<>();
        facts.put("width", new JsonValue.Whole(picture.width()));
        facts.put("height", new JsonValue.Whole(picture.height()));
        facts.put(
                "texts",
                new JsonValue.Items(
                        texts.stream().<JsonValue>map(CheckLine::text).toList()));
        return texts.isEmpty()
                ? CheckReport.reject("NO_SYMBOL", "no QR code can be read in the picture", new JsonValue.Members(facts))
                : CheckReport.accept(new JsonValue.Members(facts));
    }
}
