package org.zhengzhao.schema.code;

import java.util.Objects;
import org.zhengzhao.schema.code.MalformedCodeException.Reason;

/**
 * Code of a holder (持证主体代码) together with its type. A code of type 001 is a valid USCC and one of type 111 a valid
 * citizen number; the others are 1 to 64 printable ASCII or
 * Chinese characters without space.
 */
public record HolderCode(HolderCodeType type, String value) {
    private static final int MAX_LENGTH = 64;

    public HolderCode {
        Objects.requireNonNull(type);
        Objects.requireNonNull(value);
        try {
            if (!normalised(type, value).equals(value)) {
                throw new IllegalArgumentException("holder code is not in its normal form; parse it");
            }
        } catch (MalformedCodeException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }

    /** Reads a code of the given type and brings it into its normal form (capital letters where the type has them). */
    public static HolderCode parse(HolderCodeType type, String text) throws MalformedCodeException {
        return new HolderCode(type, normalised(type, text));
    }

    /** The code as it may be shown: in full for organisations, masked for people. */
    public String shown() {
        return type.naturalPerson() ? Masking.masked(value) : value;
    }

    @Override
    public String toString() {
        return type.code() + ":" + shown();
    }

    private static String normalised(HolderCodeType type, String text) throws MalformedCodeException {
        return switch (type) {
            case UNIFIED_SOCIAL_CREDIT_CODE -> Uscc.parse(text).value();
            case CITIZEN_NUMBER -> CitizenNumber.parse(text).value();
            case OTHER_ORGANISATION_CODE,
                    MILITARY_OFFICER,
                    ARMED_POLICE_OFFICER,
                    SOLDIER,
                    ARMED_POLICE_SOLDIER,
                    MILITARY_CIVILIAN,
                    ARMED_POLICE_CIVILIAN,
                    DIPLOMATIC_PASSPORT,
                    SERVICE_PASSPORT,
                    PUBLIC_AFFAIRS_PASSPORT,
                    ORDINARY_PASSPORT,
                    TAIWAN_PERMIT,
                    HONG_KONG_MACAO_PERMIT,
                    OTHER_PERSON_CODE -> free(text);
        };
    }

    /** Codes whose form the dictionary does not fix. Military numbers carry Chinese characters (军字第…号). */
    private static String free(String text) throws MalformedCodeException {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new MalformedCodeException(CodeKind.HOLDER_CODE, Reason.LENGTH);
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ascii = c > ' ' && c < 0x7F;
            boolean chinese = c >= 0x4E00 && c <= 0x9FFF;
            if (!ascii && !chinese) {
                throw new MalformedCodeException(CodeKind.HOLDER_CODE, Reason.ALPHABET);
            }
        }
        return Letters.upperCaseAscii(text);
    }
}
