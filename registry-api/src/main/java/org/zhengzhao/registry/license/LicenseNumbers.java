package org.zhengzhao.registry.license;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hibernate.Session;
import org.zhengzhao.registry.trust.KeyRing;
import org.zhengzhao.registry.vault.HashedValues;
import org.zhengzhao.schema.bytes.Bytes;
import org.zhengzhao.schema.code.LicenseTypeCode;

/**
 * Numbers on licenses as the database has them. A number is often the code of the holder, so it is stored as a keyed hash: equal numbers of
 * one type are equal, which is all that the database needs to know. The number itself is in the content.
 */
@ApplicationScoped
public class LicenseNumbers implements HashedValues {
    private static final String ALGORITHM = "HmacSHA256";
    /** Codes of holders are hashed under the same key; none of those texts has a line feed in it. */
    private static final String PURPOSE = "license number\n";

    private final SecretKeySpec key;
    private final EntityManager entities;

    LicenseNumbers(KeyRing keys, EntityManager entities) {
        this.key = new SecretKeySpec(keys.holderLookupKey().toArray(), ALGORITHM);
        this.entities = entities;
    }

    /** What stands in the database for a number. */
    public String hash(LicenseTypeCode type, String number) {
        return hash(type.value(), number);
    }

    private String hash(String type, String number) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String text = PURPOSE + type + "\n" + number;
            return Bytes.of(mac.doFinal(text.getBytes(StandardCharsets.UTF_8))).toHex();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    @Override
    public String label() {
        return "license.number";
    }

    @Override
    public long countClear() {
        return session().doReturningWork(connection -> {
            try (PreparedStatement query =
                            connection.prepareStatement("select count(*) from license where not number_hashed");
                    ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private record Clear(UUID id, String type, String authority, String number, String license) {}

    /**
     * In one transaction for each of these licenses: the row that keeps its number from others gets the hash, and so does the license. Where an
     * earlier version of it was faster the first of the two is there already. Whoever issues in between looks for the hash and for the
     * number in clear.
     */
    @Override
    public int hashSome(int most) {
        List<Clear> found = clear(most);
        if (found.isEmpty()) {
            return 0;
        }
        session().doWork(connection -> {
            try (PreparedStatement keep = connection.prepareStatement("""
                            insert into license_number (type_code, authority_code, number, license)
                            select type_code, authority_code, ?, license from license_number
                            where type_code = ? and authority_code = ? and number = ? and license = ?
                            on conflict do nothing
                            """);
                    PreparedStatement forget = connection.prepareStatement("""
                            delete from license_number
                            where type_code = ? and authority_code = ? and number = ? and license = ?
                            """);
                    PreparedStatement update = connection.prepareStatement(
                            "update license set number = ?, number_hashed = true where id = ?")) {
                for (Clear each : found) {
                    String hash = hash(each.type(), each.number());
                    keep.setString(1, hash);
                    keep.setString(2, each.type());
                    keep.setString(3, each.authority());
                    keep.setString(4, each.number());
                    keep.setString(5, each.license());
                    keep.addBatch();
                    forget.setString(1, each.type());
                    forget.setString(2, each.authority());
                    forget.setString(3, each.number());
                    forget.setString(4, each.license());
                    forget.addBatch();
                    update.setString(1, hash);
                    update.setObject(2, each.id());
                    update.addBatch();
                }
                keep.executeBatch();
                forget.executeBatch();
                update.executeBatch();
            }
        });
        return found.size();
    }

    private List<Clear> clear(int most) {
        return session().doReturningWork(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select id, type_code, authority_code, number, left(identifier, -5) as license from license
                    where not number_hashed order by id limit ? for no key update skip locked
                    """)) {
                query.setInt(1, most);
                List<Clear> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(new Clear(
                                row.getObject("id", UUID.class),
                                row.getString("type_code"),
                                row.getString("authority_code"),
                                row.getString("number"),
                                row.getString("license")));
                    }
                }
                return found;
            }
        });
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
