package org.zhengzhao.registry.vault;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How encryption stands.
 *
 * @param masterKeys oldest first
 * @param values what is left for the worker, by column
 */
@Schema(name = "Encryption")
@JsonInclude(JsonInclude.Include.NON_NULL)
record EncryptionDocument(List<MasterKeyDocument> masterKeys, DataKeysDocument dataKeys, List<ValuesDocument> values) {
    EncryptionDocument {
        masterKeys = List.copyOf(masterKeys);
        values = List.copyOf(values);
    }

    /**
     * A master key.
     *
     * @param dataKeys how many data keys it wraps; a retired one that wraps none may be taken away
     */
    @Schema(name = "MasterKey")
    record MasterKeyDocument(MasterKeyPlace place, String name, String state, Instant createdAt, long dataKeys) {
        static MasterKeyDocument of(MasterKeyRow row) {
            return new MasterKeyDocument(
                    row.place(), row.name(), row.current() ? "CURRENT" : "RETIRED", row.createdAt(), row.dataKeys());
        }
    }

    @Schema(name = "DataKeys")
    record DataKeysDocument(long active, long retired) {}

    @Schema(name = "OutdatedValues")
    record ValuesDocument(String column, long inClear, long underRetiredKeys) {}

    static EncryptionDocument of(EncryptionService.State state) {
        return new EncryptionDocument(
                state.masters().stream().map(MasterKeyDocument::of).toList(),
                new DataKeysDocument(state.activeDataKeys(), state.retiredDataKeys()),
                state.progress().stream()
                        .map(progress ->
                                new ValuesDocument(progress.column(), progress.inClear(), progress.underRetiredKeys()))
                        .toList());
    }
}
