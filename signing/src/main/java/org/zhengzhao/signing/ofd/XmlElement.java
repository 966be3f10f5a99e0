package org.zhengzhao.signing.ofd;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.ofd.MalformedOfdException.Reason;

/**
 * An element of the parts that say what is signed, by local names: all of them are in the one namespace of OFD, which some writers
 * leave out.
 */
record XmlElement(String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    private static final int MAX_OCTETS = 8 * 1024 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 100_000;

    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    static XmlElement read(Bytes xml) throws MalformedOfdException {
        if (xml.length() > MAX_OCTETS) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "XML");
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(utf8(xml)));
            String declared = reader.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw new MalformedOfdException(Reason.XML, "not UTF-8");
            }
            int[] left = {MAX_ELEMENTS};
            XmlElement root = null;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> root = element(reader, 1, left);
                    case XMLStreamConstants.DTD -> throw new MalformedOfdException(Reason.DOCTYPE, "XML");
                    default -> {}
                }
            }
            if (root != null) {
                return root;
            }
        } catch (XMLStreamException | RuntimeException malformed) {
            // The reader of the platform answers some broken texts with unchecked exceptions.
            throw new MalformedOfdException(Reason.XML, "not well-formed");
        }
        throw new MalformedOfdException(Reason.XML, "no element");
    }

    /** Nothing from outside, no entities but the five of XML. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private static String utf8(Bytes xml) throws MalformedOfdException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(xml.toArray()))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException otherEncoding) {
            throw new MalformedOfdException(Reason.XML, "not UTF-8");
        }
    }

    private static XmlElement element(XMLStreamReader reader, int depth, int[] left)
            throws XMLStreamException, MalformedOfdException {
        if (depth > MAX_DEPTH || --left[0] < 0) {
            throw new MalformedOfdException(Reason.TOO_LARGE, "XML");
        }
        String name = reader.getLocalName();
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i)) != null) {
                throw new MalformedOfdException(Reason.XML, "an attribute twice");
            }
        }
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1, left));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(
                            name, attributes, children, text.toString().strip());
                }
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
                    throw new MalformedOfdException(Reason.DOCTYPE, "XML");
                default -> {}
            }
        }
    }

    List<XmlElement> all(String child) {
        return children.stream().filter(one -> one.name().equals(child)).toList();
    }

    /** The one child of that name; several are no one. */
    Optional<XmlElement> find(String child) throws MalformedOfdException {
        List<XmlElement> found = all(child);
        if (found.size() > 1) {
            throw new MalformedOfdException(Reason.STRUCTURE, child + " twice");
        }
        return found.stream().findFirst();
    }

    XmlElement require(String child) throws MalformedOfdException {
        return find(child).orElseThrow(() -> new MalformedOfdException(Reason.STRUCTURE, "no " + child));
    }

    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }
}
