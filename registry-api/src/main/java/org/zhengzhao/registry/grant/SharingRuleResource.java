package org.zhengzhao.registry.grant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.zhengzhao.registry.catalogue.CatalogueService;
import org.zhengzhao.registry.identity.CallerSource;
import org.zhengzhao.registry.platform.http.BodyReader;
import org.zhengzhao.registry.platform.problem.ProblemType;
import org.zhengzhao.registry.platform.problem.RegistryException;
import org.zhengzhao.registry.policy.AccessPolicy;
import org.zhengzhao.registry.policy.Permission;
import org.zhengzhao.registry.policy.Target;
import org.zhengzhao.schema.code.LicenseTypeCode;
import org.zhengzhao.schema.code.MalformedCodeException;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.SharingClass;

/** Sharing rules of a license type over HTTP. Type stewards set them. */
@Path("/v1/license-types/{code}/sharing-rules")
@Tag(name = "Grants")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SharingRuleResource {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern VERSION_TAG = Pattern.compile("\"([1-9][0-9]{0,8})\"");

    private final GrantService grants;
    private final CallerSource caller;

    SharingRuleResource(GrantService grants, CallerSource caller) {
        this.grants = grants;
        this.caller = caller;
    }

    /** What a steward sends. */
    @Schema(name = "SharingRuleOrder")
    record RuleOrder(
            @Schema(description = "JSON Pointers; left out for the rule named license, which is for the whole type")
            @Nullable
            List<String> fields,

            SharingClass sharingClass,
            String legalBasis,

            @Schema(description = "For grants that come by themselves") @Nullable
            Integer dailyCap) {}

    @Schema(name = "SharingRule")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RuleDocument(
            String name,
            @Nullable List<String> fields,
            SharingClass sharingClass,
            String legalBasis,
            @Nullable Integer dailyCap,
            int version) {
        static RuleDocument of(SharingRule rule) {
            return new RuleDocument(
                    rule.name(),
                    rule.fields().map(set -> set.stream().sorted().toList()).orElse(null),
                    rule.sharingClass(),
                    rule.legalBasis(),
                    rule.dailyCap().isPresent() ? rule.dailyCap().getAsInt() : null,
                    rule.version());
        }
    }

    /** How a type is shared. */
    @Schema(name = "SharingRuleList")
    record RuleList(
            @Schema(description = "Of the whole type, from its definition")
            SharingClass sharingClass,

            List<RuleDocument> rules) {
        RuleList {
            rules = List.copyOf(rules);
        }
    }

    @GET
    @Operation(operationId = "listSharingRules", summary = "How licenses of a type are shared, and on what legal basis")
    public RuleList list(@PathParam("code") String code) {
        SharingPolicy policy = grants.policy(parsed(code));
        return new RuleList(
                policy.type().sharingClass(),
                policy.rules().stream().map(RuleDocument::of).toList());
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putSharingRule",
            summary = "Set the sharing class of a set of fields, or the legal basis of the whole type",
            description =
                    "A part that several sets name follows the strictest. To change a rule send the ETag you read as"
                            + " If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RuleOrder.class)))
    @APIResponse(
            responseCode = "200",
            description = "Set",
            content = @Content(schema = @Schema(implementation = RuleDocument.class)))
    public Response put(
            @PathParam("code") String code,
            @PathParam("name") String name,
            byte[] body,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        LicenseTypeCode type = parsed(code);
        AccessPolicy.require(caller.require(), Permission.PUT_SHARING_RULE, new Target.OfType(type));
        BodyReader reader = BodyReader.of(body, "fields", "sharingClass", "legalBasis", "dailyCap");
        boolean whole = name.equals(SharingRule.WHOLE);
        if (!NAME.matcher(name).matches()) {
            reader.error(
                    "name", "WRONG_VALUE", "名称应为小写字母、数字和连字符。", "A name has lower-case letters, digits and hyphens.");
        }
        if (whole && reader.find("fields").isPresent()) {
            reader.error("fields", "UNKNOWN_MEMBER", "整体规则没有 fields。", "The rule of the whole has no fields.");
        }
        Optional<Set<String>> fields = whole ? Optional.empty() : TermsBody.fields(reader);
        Optional<SharingClass> sharingClass = reader.choice("sharingClass", SharingClass.values());
        String basis = reader.line("legalBasis", TermsBody.MAX_BASIS);
        OptionalInt cap = reader.number("dailyCap", 1, TermsBody.MAX_CAP);
        reader.refuse();
        SharingRule rule = grants.putRule(
                new SharingRule(type, name, fields, sharingClass.orElseThrow(), basis, cap, 1),
                version(ifMatch),
                caller.require().clientId());
        return Response.ok(RuleDocument.of(rule))
                .tag(new EntityTag(String.valueOf(rule.version())))
                .build();
    }

    private static int version(@Nullable String ifMatch) {
        if (ifMatch == null) {
            return 0;
        }
        Matcher tag = VERSION_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw new RegistryException(
                    ProblemType.RULE_CHANGED,
                    new Bilingual("If-Match 不是该规则的 ETag。", "If-Match is no ETag of the rule."));
        }
        return Integer.parseInt(tag.group(1));
    }

    private static LicenseTypeCode parsed(String code) {
        try {
            return LicenseTypeCode.parse(code);
        } catch (MalformedCodeException malformed) {
            throw CatalogueService.unknownType();
        }
    }
}
