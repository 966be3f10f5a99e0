package org.zhengzhao.registry.sharing;

import java.util.Objects;

/**
 * Why a license is read: the elements that every read carries besides the caller itself.
 *
 * @param officer name or account of the person who handles the case
 * @param purpose what the license is needed for, in words
 * @param matter code of the service matter (事项)
 * @param caseNumber number of the case in the caller's system
 */
public record ReadPurpose(String officer, String purpose, String matter, String caseNumber) {
    public ReadPurpose {
        Objects.requireNonNull(officer);
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(matter);
        Objects.requireNonNull(caseNumber);
    }
}
