package org.zhengzhao.signing.qr;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultMetadataType;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds QR codes in pictures: clean ones, photos and scans. */
public final class QrReader {
    private static final Map<DecodeHintType, ?> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE));
    private static final Map<DecodeHintType, ?> PURE =
            Map.of(DecodeHintType.PURE_BARCODE, true, DecodeHintType.TRY_HARDER, true);

    private static final int LARGE = 3_000_000;
    /** A symbol of version 1 with its margin, two pixels a module. */
    private static final int MIN_SIDE = 58;
    /** No more than that many codes are told apart. */
    private static final int MAX_CODES = 8;

    /** The different texts of the codes in a picture; none where none can be read. */
    public List<String> read(GreyPicture picture) {
        return read(picture, views(picture));
    }

    /** The same at a first look: codes that anybody's phone reads, not those that take trying. */
    public List<String> glance(GreyPicture picture) {
        return read(picture, views(picture).subList(0, 1));
    }

    private static List<String> read(GreyPicture picture, List<Supplier<GreyPicture>> views) {
        Optional<String> only = clean(picture);
        if (only.isPresent()) {
            return List.of(only.get());
        }
        for (Supplier<GreyPicture> view : views) {
            GreyPicture seen = view.get();
            for (boolean inverted : new boolean[] {false, true}) {
                for (Function<LuminanceSource, Binarizer> binarizer : binarizers()) {
                    BinaryBitmap bitmap = new BinaryBitmap(binarizer.apply(source(seen, inverted)));
                    Optional<String> text = decode(bitmap);
                    if (text.isPresent()) {
                        return withOthers(text.get(), bitmap);
                    }
                }
            }
        }
        return List.of();
    }

    /** The text of a picture that is one clean symbol and nothing else, which needs no looking for. */
    private static Optional<String> clean(GreyPicture picture) {
        if ((long) picture.width() * picture.height() > LARGE) {
            return Optional.empty();
        }
        BinaryBitmap bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(source(picture, false)));
        return isOneSquare(bitmap)
                ? result(bitmap, PURE).filter(QrReader::isFlawless).map(Result::getText)
                : Optional.empty();
    }

    /** Error correction must not have been needed: a smaller symbol within another is such an error. */
    private static boolean isFlawless(Result result) {
        return Integer.valueOf(0).equals(result.getResultMetadata().get(ResultMetadataType.ERRORS_CORRECTED));
    }

    /**
     * Whether one symbol may be all that is dark: it begins and ends where the rectangle around everything dark does, and that
     * is a square. Another symbol has no room then.
     */
    private static boolean isOneSquare(BinaryBitmap bitmap) {
        try {
            BitMatrix dark = bitmap.getBlackMatrix();
            int[] around = dark.getEnclosingRectangle();
            int[] first = dark.getTopLeftOnBit();
            return around != null
                    && first != null
                    && first[0] == around[0]
                    && first[1] == around[1]
                    && Math.abs(around[2] - around[3]) <= 1;
        } catch (NotFoundException nothingDark) {
            return false;
        }
    }

    private static List<Function<LuminanceSource, Binarizer>> binarizers() {
        return List.of(HybridBinarizer::new, GlobalHistogramBinarizer::new);
    }

    /** The picture itself first; then in other sizes and turned, each made only when it is needed. */
    private static List<Supplier<GreyPicture>> views(GreyPicture picture) {
        long pixels = (long) picture.width() * picture.height();
        int fitting = (int) Math.ceil(Math.sqrt((double) pixels / LARGE));
        List<Supplier<GreyPicture>> views = new ArrayList<>();
        if (fitting > 1) {
            views.add(() -> picture.reduced(fitting));
        }
        views.add(() -> picture);
        GreyPicture base = fitting > 1 ? picture.reduced(fitting) : picture;
        views.add(() -> base.smoothed(1));
        for (double scale : new double[] {0.75, 0.5, 0.35, 0.25, 1.5, 2}) {
            double side = Math.min(base.width(), base.height()) * scale;
            if (side > MIN_SIDE && (double) base.width() * base.height() * scale * scale < LARGE) {
                views.add(() -> base.scaled(scale));
            }
        }
        views.add(() -> base.smoothed(2));
        views.add(base::turned);
        return views;
    }

    private static LuminanceSource source(GreyPicture picture, boolean inverted) {
        LuminanceSource source = new PlanarYUVLuminanceSource(
                picture.pixels(), picture.width(), picture.height(), 0, 0, picture.width(), picture.height(), false);
        return inverted ? source.invert() : source;
    }

    private static Optional<String> decode(BinaryBitmap bitmap) {
        return result(bitmap, HINTS).or(() -> result(bitmap, PURE)).map(Result::getText);
    }

    private static Optional<Result> result(BinaryBitmap bitmap, Map<DecodeHintType, ?> hints) {
        try {
            return Optional.of(new QRCodeReader().decode(bitmap, hints));
        } catch (ReaderException nothingRead) {
            // the next attempt may see more
        } catch (RuntimeException outOfThePicture) {
            // Some distorted finder patterns make ZXing look outside the picture.
        }
        return Optional.empty();
    }

    private static List<String> withOthers(String first, BinaryBitmap bitmap) {
        Set<String> texts = new LinkedHashSet<>(List.of(first));
        try {
            for (Result result : new QRCodeMultiReader().decodeMultiple(bitmap, HINTS)) {
                if (texts.size() < MAX_CODES) {
                    texts.add(result.getText());
                }
            }
        } catch (NotFoundException onlyOne) {
            return List.of(first);
        } catch (RuntimeException outOfThePicture) {
            return List.of(first);
        }
        return List.copyOf(texts);
    }
}
