package org.zhengzhao.registry.platform.problem;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Says in the API document that every operation may answer with a problem document. */
public final class ProblemResponses implements OASFilter {
    /** They come from the framework, say nothing, and are covered by {@code default}. */
    private static final List<String> EMPTY = List.of("400", "401", "403");

    private static final String SCHEMA = "Problem";
    /** It answers as RFC 6749 asks, not with problem documents. */
    private static final String TOKEN = "getToken";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .filter(operation -> !TOKEN.equals(operation.getOperationId()))
                .forEach(ProblemResponses::add);
    }

    private static void add(Operation operation) {
        APIResponses responses = operation.getResponses();
        EMPTY.stream()
                .filter(status -> responses.hasAPIResponse(status)
                        && responses.getAPIResponse(status).getContent() == null)
                .forEach(responses::removeAPIResponse);
        responses.setDefaultValue(OASFactory.createAPIResponse()
                .description("What is wrong, with its type: see the list of problems")
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(SCHEMA)))));
    }
}
