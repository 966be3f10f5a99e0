package org.zhengzhao.schema.code;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/**
 * License identifier (证照标识), GB/T 36904:
 * {@code 1.2.156.3005.2.<type, 21>.<issuing authority, 18>.<serial, 1-32>.<version, 3>.<check>}.
 *
 * <p>The check character (ISO 7064 MOD 37,36) runs over type, authority, serial and version, without the root and without
 * dots. This is the strict form, the only one in which licenses are issued.
 */
public record LicenseIdentifier(LicenseTypeCode type, Uscc authority, String serial, int version) {
    /** Root of every identifier (电子证照根代码). */
    public static final String ROOT = "1.2.156.3005.2";

    /** How many characters an identifier ends with that tell the versions of a license apart: version, dot, check character. */
    public static final int VERSION_LENGTH = 5;

    private static final int MAX_SERIAL = 32;
    private static final int LAST_VERSION = 999;
    private static final int MAX_LENGTH = 128;

    public LicenseIdentifier {
        Objects.requireNonNull(type);
        Objects.requireNonNull(authority);
        Objects.requireNonNull(serial);
        if (serial.isEmpty() || serial.length() > MAX_SERIAL || !Letters.digitsAndCapitals(serial)) {
            throw new IllegalArgumentException("a serial is 1 to 32 of 0-9A-Z");
        }
        if (version < 1 || version > LAST_VERSION) {
            throw new IllegalArgumentException("a version is 1 to 999");
        }
    }

    /** Reads an identifier in its strict form; letters may be in lower case. */
    public static LicenseIdentifier parse(String text) throws MalformedCodeException {
        if (text.length() > MAX_LENGTH) {
            throw malformed(Reason.LENGTH);
        }
        String value = Letters.upperCaseAscii(text);
        if (!value.startsWith(ROOT + ".")) {
            throw malformed(Reason.STRUCTURE);
        }
        String[] parts = value.substring(ROOT.length() + 1).split("\\.", -1);
        if (parts.length != 5) {
            throw malformed(Reason.STRUCTURE);
        }
        for (String part : parts) {
            if (!Letters.digitsAndCapitals(part)) {
                throw malformed(Reason.ALPHABET);
            }
        }
        if (parts[0].length() != 21
                || parts[1].length() != 18
                || parts[2].isEmpty()
                || parts[2].length() > MAX_SERIAL
                || parts[3].length() != 3
                || parts[4].length() != 1) {
            throw malformed(Reason.LENGTH);
        }
        if (!Letters.digits(parts[3]) || parts[3].equals("000")) {
            throw malformed(Reason.STRUCTURE);
        }
        if (Mod3736.checkCharacter(parts[0] + parts[1] + parts[2] + parts[3]) != parts[4].charAt(0)) {
            throw malformed(Reason.CHECK_CHARACTER);
        }
        try {
            return new LicenseIdentifier(
                    LicenseTypeCode.parse(parts[0]), Uscc.parse(parts[1]), parts[2], Integer.parseInt(parts[3]));
        } catch (MalformedCodeException part) {
            throw malformed(part.reason());
        }
    }

    /** The check character over the other parts. */
    public char checkCharacter() {
        return Mod3736.checkCharacter(type.value() + authority.value() + serial + versionDigits());
    }

    /** The identifier of the next version of the same license; empty after the last one that there can be. */
    public Optional<LicenseIdentifier> next() {
        return version == LAST_VERSION
                ? Optional.empty()
                : Optional.of(new LicenseIdentifier(type, authority, serial, version + 1));
    }

    /** The identifier of the version before; empty for the first. */
    public Optional<LicenseIdentifier> previous() {
        return version == 1
                ? Optional.empty()
                : Optional.of(new LicenseIdentifier(type, authority, serial, version - 1));
    }

    /** The whole identifier, as it is printed and queried. */
    public String value() {
        return ROOT + "." + type.value() + "." + authority.value() + "." + serial + "." + versionDigits() + "."
                + checkCharacter();
    }

    @Override
    public String toString() {
        return value();
    }

    private String versionDigits() {
        return String.format(Locale.ROOT, "%03d", version);
    }

    private static MalformedCodeException malformed(Reason reason) {
        return new MalformedCodeException(CodeKind.LICENSE_IDENTIFIER, reason);
    }
}
