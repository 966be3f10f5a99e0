package org.zhengzhao.registry.issuance;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.zhengzhao.schema.license.ValidityPeriod;

/**
 * Serials (流水号) of identifiers: the day and twelve random letters or digits (62 bits). Random, so that no counter has to be
 * shared and no identifier can be guessed from another.
 */
@Singleton
class SerialNumbers {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int RANDOM_LETTERS = 12;

    private final SecureRandom random;

    SerialNumbers(SecureRandom random) {
        this.random = random;
    }

    String next(Instant now) {
        StringBuilder serial = new StringBuilder(
                DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, ValidityPeriod.ZONE)));
        for (int i = 0; i < RANDOM_LETTERS; i++) {
            serial.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return serial.toString();
    }
}
