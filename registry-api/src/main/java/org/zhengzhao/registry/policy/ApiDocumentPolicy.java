package org.zhengzhao.registry.policy;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.zhengzhao.registry.platform.problem.ProblemResponses;

/** Says in the API document of every operation who may use it, and that it may answer with a problem. */
public final class ApiDocumentPolicy implements OASFilter {
    private static final String SCHEME = "SecurityScheme";

    private final ProblemResponses problems = new ProblemResponses();

    @Override
    public void filterOpenAPI(OpenAPI document) {
        problems.filterOpenAPI(document);
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        SCHEME,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(
                                        "A token of /oauth/token, or of the OpenID provider with which people log in. The names are the roles of which one is needed."));
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDocumentPolicy::add);
    }

    private static void add(Operation operation) {
        Permission.find(operation.getOperationId())
                .map(Permission::roleNames)
                .filter(roles -> !roles.isEmpty())
                .ifPresent(roles -> operation.setSecurity(
                        List.of(OASFactory.createSecurityRequirement().addScheme(SCHEME, roles))));
    }
}
