package org.zhengzhao.schema.type;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.text.Bilingual;

/**
 * One version of a license type (证照类型): data, not code. A change of a type makes the next version; a license keeps the
 * version under which it was issued.
 *
 * @param code type code of GB/T 36904
 * @param version 1, 2, 3, …
 * @param name name of the licenses of this type
 * @param codeConfirmed whether the code was confirmed by a public source; a code that was not is fictional and says so
 *     wherever the type is shown
 * @param definingAuthorityName the authority whose USCC opens the type code
 * @param definingAuthorityLevel level of that authority
 * @param holderCategory who may hold such a license
 * @param issuingLevel level of the authorities that issue it
 * @param validity how long such a license is valid
 * @param sharingClass under which conditions other departments may ask for it
 * @param fourEyes whether such a license is issued only where one person drafted it, another reviewed and a third approved it
 * @param fields the business fields
 * @param qrFields names of the fields that the QR credential carries, in the order in which they are shown
 * @param template how the license looks
 */
public record LicenseType(
        LicenseTypeCode code,
        int version,
        Bilingual name,
        boolean codeConfirmed,
        Bilingual definingAuthorityName,
        AuthorityLevel definingAuthorityLevel,
        HolderCategory holderCategory,
        AuthorityLevel issuingLevel,
        ValidityRule validity,
        SharingClass sharingClass,
        boolean fourEyes,
        FieldSchema fields,
        List<String> qrFields,
        DisplayTemplate template) {
    public LicenseType {
        Objects.requireNonNull(code);
        Objects.requireNonNull(name);
        Objects.requireNonNull(definingAuthorityName);
        Objects.requireNonNull(definingAuthorityLevel);
        Objects.requireNonNull(holderCategory);
        Objects.requireNonNull(issuingLevel);
        Objects.requireNonNull(validity);
        Objects.requireNonNull(sharingClass);
        Objects.requireNonNull(fields);
        Objects.requireNonNull(template);
        qrFields = List.copyOf(qrFields);
        if (version < 1) {
            throw new IllegalArgumentException("type versions start at 1");
        }
        if (new HashSet<>(qrFields).size() != qrFields.size()) {
            throw new IllegalArgumentException("a field is named twice for the QR");
        }
    }

    /** The same definition as another version. */
    public LicenseType withVersion(int newVersion) {
        return new LicenseType(
                code,
                newVersion,
                name,
                codeConfirmed,
                definingAuthorityName,
                definingAuthorityLevel,
                holderCategory,
                issuingLevel,
                validity,
                sharingClass,
                fourEyes,
                fields,
                qrFields,
                template);
    }
}
