package org.zhengzhao.signing.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.core.VeraPDFException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.zhengzhao.schema.bytes.Bytes;

/** veraPDF, the reference validator of the PDF Association, judging our PDFs. */
public final class VeraPdf {
    /** Kept, because loggers that nobody holds forget their level. */
    private static final Logger LOGGER = Logger.getLogger("org.verapdf");

    /** What a document may claim to be. */
    public enum Profile {
        /** Looks the same for ever. */
        PDF_A_3B(PDFAFlavour.PDFA_3_B),
        /** And its text can be extracted. */
        PDF_A_3U(PDFAFlavour.PDFA_3_U),
        /** And it is tagged. */
        PDF_A_3A(PDFAFlavour.PDFA_3_A),
        /** Accessible to everybody. */
        PDF_UA_1(PDFAFlavour.PDFUA_1);

        private final PDFAFlavour flavour;

        Profile(PDFAFlavour flavour) {
            this.flavour = flavour;
        }
    }

    static {
        LOGGER.setLevel(Level.SEVERE);
        VeraGreenfieldFoundryProvider.initialise();
    }

    private VeraPdf() {}

    /**
     * What veraPDF finds wrong: profile, clause, number of the test in it, and where; empty where it accepts the document.
     *
     * @throws AssertionError if veraPDF cannot read it or checks nothing
     */
    public static List<String> objections(Bytes pdf, Profile... profiles) {
        List<PDFAFlavour> flavours =
                Arrays.stream(profiles).map(profile -> profile.flavour).toList();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(pdf.stream(), flavours.getFirst());
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavours)) {
            List<String> objections = new ArrayList<>();
            List<ValidationResult> results = validator.validateAll(parser);
            if (results.size() != profiles.length) {
                throw new AssertionError("veraPDF judged by " + results.size() + " profiles");
            }
            for (ValidationResult result : results) {
                objections.addAll(objections(result));
            }
            return objections;
        } catch (VeraPDFException | IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static List<String> objections(ValidationResult result) {
        if (result.getTotalAssertions() < 100) {
            throw new AssertionError("veraPDF checked next to nothing");
        }
        List<String> objections = result.getTestAssertions().stream()
                .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                .map(assertion -> result.getPDFAFlavour() + " " + text(assertion))
                .toList();
        if (objections.isEmpty() != result.isCompliant()) {
            throw new AssertionError("veraPDF contradicts itself");
        }
        return objections;
    }

    private static String text(TestAssertion assertion) {
        return assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber() + " "
                + assertion.getMessage() + " at " + assertion.getLocation().getContext();
    }
}
