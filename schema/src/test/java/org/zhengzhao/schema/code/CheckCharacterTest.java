package org.zhengzhao.schema.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of the check characters, over codes from a seeded generator: a failure names the code and can be repeated. */
class CheckCharacterTest {
    private static final String DIGITS = "0123456789";
    private static final String CAPITALS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int ROOT = LicenseIdentifier.ROOT.length() + 1;
    private static final int CODES = 40;

    static Stream<LicenseIdentifier> identifiers() {
        Random random = new Random(36904);
        return Stream.generate(() -> new LicenseIdentifier(
                        new LicenseTypeCode(uscc(random), random.nextInt(1000)),
                        uscc(random),
                        text(random, CAPITALS_AND_DIGITS, 1 + random.nextInt(32)),
                        1 + random.nextInt(999)))
                .limit(CODES);
    }

    static Stream<Uscc> usccs() {
        Random random = new Random(32100);
        return Stream.generate(() -> uscc(random)).limit(CODES);
    }

    static Stream<CitizenNumber> citizenNumbers() {
        Random random = new Random(11643);
        return Stream.generate(() -> citizenNumber(random)).limit(CODES);
    }

    @Test
    void mod3736_publishedExample_isM() {
        assertThat(Mod3736.checkCharacter("A12425GABC1234002")).isEqualTo('M');
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifier_parsedFromItsValue_isTheSame(LicenseIdentifier identifier) throws Exception {
        assertThat(LicenseIdentifier.parse(identifier.value())).isEqualTo(identifier);
        assertThat(LicenseTypeCode.parse(identifier.type().value())).isEqualTo(identifier.type());
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifier_anyCharacterReplaced_isRefused(LicenseIdentifier identifier) {
        String value = identifier.value();
        List<String> accepted = new ArrayList<>();
        for (int i = ROOT; i < value.length(); i++) {
            if (value.charAt(i) != '.') {
                accepted.addAll(accepted(replacements(value, i, CAPITALS_AND_DIGITS), LicenseIdentifier::parse));
            }
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("usccs")
    void uscc_anyCharacterReplaced_isRefused(Uscc code) throws Exception {
        assertThat(Uscc.parse(code.value())).isEqualTo(code);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < code.value().length(); i++) {
            accepted.addAll(accepted(replacements(code.value(), i, CAPITALS_AND_DIGITS), Uscc::parse));
        }
        assertThat(accepted).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("citizenNumbers")
    void citizenNumber_anyCharacterReplaced_isRefused(CitizenNumber number) throws Exception {
        assertThat(CitizenNumber.parse(number.value())).isEqualTo(number);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < number.value().length(); i++) {
            accepted.addAll(accepted(replacements(number.value(), i, DIGITS + "X"), CitizenNumber::parse));
        }
        assertThat(accepted).isEmpty();
    }

    /** Every prefix of one character is another state of the algorithm: these are all states and all pairs. */
    @Test
    void mod3736_neighboursTransposed_isCaughtButForOnePairPerState() {
        List<String> missed = new ArrayList<>();
        for (char state : CAPITALS_AND_DIGITS.toCharArray()) {
            for (char first : CAPITALS_AND_DIGITS.toCharArray()) {
                for (char second : CAPITALS_AND_DIGITS.toCharArray()) {
                    if (first < second
                            && Mod3736.checkCharacter("" + state + first + second)
                                    == Mod3736.checkCharacter("" + state + second + first)) {
                        missed.add("" + state + first + second);
                    }
                }
            }
        }
        assertThat(missed).hasSize(36);
        assertThat(missed).extracting(text -> text.charAt(0)).doesNotHaveDuplicates();
        assertThat(missed)
                .allSatisfy(text ->
                        assertThat(distance(text.charAt(1), text.charAt(2))).isIn(1, 35));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifier_neighboursTransposed_isRefusedUnlessTheyFollowEachOther(LicenseIdentifier identifier) {
        String value = identifier.value();
        List<String> transposed = new ArrayList<>();
        for (int i = ROOT; i + 1 < value.length(); i++) {
            char first = value.charAt(i);
            char second = value.charAt(i + 1);
            if (first != '.' && second != '.' && distance(first, second) > 1 && distance(first, second) < 35) {
                transposed.add(value.substring(0, i) + second + first + value.substring(i + 2));
            }
        }
        assertThat(transposed).isNotEmpty();
        assertThat(accepted(transposed, LicenseIdentifier::parse)).isEmpty();
    }

    private interface Parser {
        Object parse(String text) throws MalformedCodeException;
    }

    private static List<String> accepted(List<String> texts, Parser parser) {
        return texts.stream().filter(text -> parses(parser, text)).toList();
    }

    private static boolean parses(Parser parser, String text) {
        try {
            parser.parse(text);
            return true;
        } catch (MalformedCodeException malformed) {
            return false;
        }
    }

    private static List<String> replacements(String value, int at, String alphabet) {
        return alphabet.chars()
                .filter(c -> c != value.charAt(at))
                .mapToObj(c -> value.substring(0, at) + (char) c + value.substring(at + 1))
                .toList();
    }

    private static int distance(char first, char second) {
        return Math.abs(CAPITALS_AND_DIGITS.indexOf(first) - CAPITALS_AND_DIGITS.indexOf(second));
    }

    private static Uscc uscc(Random random) {
        String body = text(random, USCC_LETTERS, 2) + text(random, DIGITS, 6) + text(random, USCC_LETTERS, 9);
        return completed(body, USCC_LETTERS, Uscc::parse, Uscc.class);
    }

    private static CitizenNumber citizenNumber(Random random) {
        String body = "11010119"
                + String.format("%02d%02d%02d", random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(28))
                + text(random, DIGITS, 3);
        return completed(body, DIGITS + "X", CitizenNumber::parse, CitizenNumber.class);
    }

    /** Exactly one check character fits: finding it by trial keeps the algorithm under test out of the generator. */
    private static <T> T completed(String body, String alphabet, Parser parser, Class<T> type) {
        List<T> complete = new ArrayList<>();
        for (char check : alphabet.toCharArray()) {
            try {
                complete.add(type.cast(parser.parse(body + check)));
            } catch (MalformedCodeException wrongCheck) {
                assertThat(wrongCheck.reason()).isEqualTo(MalformedCodeException.Reason.CHECK_CHARACTER);
            }
        }
        assertThat(complete).hasSize(1);
        return complete.getFirst();
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
