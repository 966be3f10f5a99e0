package org.zhengzhao.signing.collect;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.signing.credential.Credential;
import org.zhengzhao.signing.qr.CleanSymbol;
import org.zhengzhao.signing.qr.GreyPicture;
import org.zhengzhao.signing.qr.MalformedQrTextException;
import org.zhengzhao.signing.qr.QrReader;
import org.zhengzhao.signing.qr.QrText;
import org.zhengzhao.signing.verify.PdfFacts;

/** Reads the QR symbols of ours among the pictures (image XObjects) that the pages of a PDF use. */
final class PagePictures {
    private static final int MAX_PAGES = 20;
    private static final int MAX_PICTURES = 40;
    private static final int MAX_DEPTH = 4;
    /** Pixels of all pictures of a document together. */
    private static final long MAX_PIXELS = GreyPicture.MAX_PIXELS;
    /** A symbol of version 1 has 21 modules on a side. */
    private static final int MIN_SIDE = 21;

    private final QrReader qrReader = new QrReader();

    PdfFacts.Pictures read(PDDocument document) throws IOException {
        Walk walk = new Walk();
        for (int page = 0; page < Math.min(MAX_PAGES, document.getNumberOfPages()); page++) {
            COSDictionary resources = document.getPage(page).getResources() == null
                    ? new COSDictionary()
                    : document.getPage(page).getResources().getCOSObject();
            walk.visit(resources, 0);
        }
        List<String> texts = new ArrayList<>();
        List<GreyPicture> others = new ArrayList<>();
        for (COSStream image : walk.images) {
            Optional<GreyPicture> picture = picture(image);
            Optional<String> clean = picture.flatMap(CleanSymbol::read);
            clean.ifPresent(texts::add);
            if (clean.isEmpty()) {
                picture.ifPresent(others::add);
            }
        }
        // A picture that is one clean symbol holds no second one. Where there is one of ours, the others are the
        // holder's photo
        // and the like, and no symbol is to be dug out of them.
        boolean known = texts.stream().anyMatch(QrText::isOurs);
        for (GreyPicture other : others) {
            texts.addAll(known ? qrReader.glance(other) : qrReader.read(other));
        }
        return pictures(texts);
    }

    private static PdfFacts.Pictures pictures(List<String> texts) {
        List<Credential> credentials = new ArrayList<>();
        int broken = 0;
        for (String text : texts) {
            if (QrText.isOurs(text)) {
                try {
                    credentials.add(QrText.read(text));
                } catch (MalformedQrTextException malformed) {
                    broken++;
                }
            }
        }
        return new PdfFacts.Pictures(credentials, broken);
    }

    private static final class Walk {
        private final Set<COSBase> seen = new HashSet<>();
        private final List<COSStream> images = new ArrayList<>();
        private long pixels;

        void visit(COSDictionary resources, int depth) {
            if (depth > MAX_DEPTH
                    || !(resources.getDictionaryObject(COSName.XOBJECT) instanceof COSDictionary objects)) {
                return;
            }
            for (COSName name : objects.keySet()) {
                if (images.size() < MAX_PICTURES
                        && objects.getDictionaryObject(name) instanceof COSStream object
                        && seen.add(object)) {
                    add(object, depth);
                }
            }
        }

        private void add(COSStream object, int depth) {
            if (COSName.FORM.equals(object.getCOSName(COSName.SUBTYPE))) {
                if (object.getDictionaryObject(COSName.RESOURCES) instanceof COSDictionary inner) {
                    visit(inner, depth + 1);
                }
                return;
            }
            long size = (long) object.getInt(COSName.WIDTH, 0) * object.getInt(COSName.HEIGHT, 0);
            if (COSName.IMAGE.equals(object.getCOSName(COSName.SUBTYPE)) && size > 0 && pixels + size <= MAX_PIXELS) {
                pixels += size;
                images.add(object);
            }
        }
    }

    /** A picture in grey or RGB, plain, deflated or JPEG; a mask or another colour space holds no symbol of ours. */
    private static Optional<GreyPicture> picture(COSStream image) throws IOException {
        int width = image.getInt(COSName.WIDTH, 0);
        int height = image.getInt(COSName.HEIGHT, 0);
        if (width < MIN_SIDE || height < MIN_SIDE) {
            return Optional.empty();
        }
        if (PdfStream.filter(image).filter(COSName.DCT_DECODE.getName()::equals).isPresent()) {
            return jpeg(image, (long) width * height);
        }
        int bits = image.getInt(COSName.BITS_PER_COMPONENT, 0);
        int components = components(image);
        if (bits != 1 && bits != 8 || components == 0) {
            return Optional.empty();
        }
        int rowLength = PixelSamples.rowLength(width, bits, components);
        Optional<byte[]> samples = PdfStream.decoded(image, rowLength * height + 16);
        return samples.filter(octets -> octets.length >= rowLength * height)
                .map(octets -> PixelSamples.grey(octets, width, height, bits, components));
    }

    /** The dictionary said how many pixels there are, and they were counted; a JPEG that has more is not looked at. */
    private static Optional<GreyPicture> jpeg(COSStream image, long pixels) throws IOException {
        try (var raw = image.createRawInputStream()) {
            return Optional.of(PictureFile.read(Bytes.of(raw.readNBytes(DocumentReader.MAX_OCTETS)), pixels));
        } catch (UnreadableDocumentException notAPicture) {
            return Optional.empty();
        }
    }

    private static int components(COSStream image) {
        COSBase space = image.getDictionaryObject(COSName.COLORSPACE);
        if (COSName.DEVICEGRAY.equals(space)) {
            return 1;
        }
        return COSName.DEVICERGB.equals(space) ? 3 : 0;
    }
}
