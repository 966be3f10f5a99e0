package org.zhengzhao.registry.vault;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;

/** Encryption of stored values over HTTP, for operators. No key ever goes this way. */
@Path("/v1/encryption")
@Tag(name = "Keys")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class EncryptionResource {
    private static final int MAX_NAME = 64;

    private final EncryptionService encryption;
    private final CallerSource caller;

    EncryptionResource(EncryptionService encryption, CallerSource caller) {
        this.encryption = encryption;
        this.caller = caller;
    }

    @GET
    @Operation(
            operationId = "getEncryption",
            summary = "Keys of stored values, and how many values wait to be encrypted anew")
    public EncryptionDocument get() {
        return EncryptionDocument.of(encryption.state());
    }

    @POST
    @Path("retire-data-keys")
    @Operation(
            operationId = "retireDataKeys",
            summary = "Write with new data keys from now on, and encrypt anew what is under those of before",
            description = "The rows are worked through in the background, and can be read all the while.")
    public EncryptionDocument retireDataKeys() {
        return EncryptionDocument.of(encryption.retireDataKeys(caller.require().clientId()));
    }

    @PUT
    @Path("master-key")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeMasterKey",
            summary = "Put another master key into service",
            description =
                    "It must be there already, on every node. All data keys are wrapped with it in one transaction;"
                            + " then the one before is not needed any more.")
    @RequestBody(content = @Content(schema = @Schema(implementation = MasterKeyOrderDocument.class)))
    public EncryptionDocument changeMasterKey(byte[] body) {
        BodyReader reader = BodyReader.of(body, "place", "name");
        Optional<MasterKeyPlace> place = reader.choice("place", MasterKeyPlace.values());
        String name = reader.line("name", MAX_NAME);
        if (!MasterKeys.isName(name)) {
            reader.error(
                    "name",
                    "FORMAT",
                    "应以 master 开头，其后为小写字母、数字、连字符。",
                    "Should begin with master; then small letters, digits, hyphens.");
        }
        reader.refuse();
        return EncryptionDocument.of(encryption.changeMaster(
                place.orElseThrow(), name, caller.require().clientId()));
    }
}
