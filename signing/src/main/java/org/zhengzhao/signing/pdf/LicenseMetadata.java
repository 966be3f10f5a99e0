package org.zhengzhao.signing.pdf;

import java.util.Locale;
import org.zhengzhao.schema.license.LicenseContent;

/**
 * Metadata of a license PDF: title, time, and what the document claims to be (XMP, ISO 16684-1). No name of a person.
 * PDF/A wants a description of every schema that it does not know itself (ISO 19005-3 §6.6.2.3); PDF/UA's is one.
 */
final class LicenseMetadata {
    static final String PRODUCER = "Zhengzhao";

    private LicenseMetadata() {}

    static String title(LicenseContent content) {
        return content.typeName().chinese() + " " + content.identifier().value();
    }

    static String xmp(LicenseContent content, String instant, Conformance conformance) {
        return String.format(
                Locale.ROOT,
                """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                %5$s
                <dc:format>application/pdf</dc:format>
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
                <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
                <dc:identifier>%2$s</dc:identifier>
                <pdf:Producer>%3$s</pdf:Producer>
                <xmp:CreateDate>%4$s</xmp:CreateDate>
                <xmp:ModifyDate>%4$s</xmp:ModifyDate>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
                <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
                <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
                <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
                <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
                <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
                <pdfaProperty:name>part</pdfaProperty:name>
                <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
                <pdfaProperty:category>internal</pdfaProperty:category>
                <pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
                </rdf:li></rdf:Seq></pdfaSchema:property>
                </rdf:li></rdf:Bag></pdfaExtension:schemas>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>
                """,
                escaped(title(content)),
                escaped(content.identifier().value()),
                PRODUCER,
                instant,
                conformance.xmp());
    }

    /** XML has no place for most control characters, whatever the escape. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                default -> {
                    boolean allowed = codePoint >= 0x20
                            && codePoint != 0xFFFE
                            && codePoint != 0xFFFF
                            && (codePoint < 0xD800 || codePoint > 0xDFFF);
                    escaped.appendCodePoint(allowed ? codePoint : 0xFFFD);
                }
            }
        });
        return escaped.toString();
    }
}
