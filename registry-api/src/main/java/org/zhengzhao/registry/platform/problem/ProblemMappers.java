package org.zhengzhao.registry.platform.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.zhengzhao.registry.platform.http.RequestLanguage;
import org.zhengzhao.schema.text.Bilingual;

/**
 * The only translation from what went wrong to what the caller is told. What is not known here is a bug of ours and becomes a
 * bare 500 whose instance is in the log with the cause.
 */
class ProblemMappers {
    private static final String FORM_READER = "org.jboss.resteasy.reactive.server.core.multipart.";
    /** How far below the failure its reader may stand. */
    private static final int FRAMES = 10;

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private final RequestLanguage language;
    private final OutageLog outages;

    ProblemMappers(RequestLanguage language, OutageLog outages) {
        this.language = language;
        this.outages = outages;
    }

    @ServerExceptionMapper
    Response map(RegistryException problem) {
        return response(problem);
    }

    @ServerExceptionMapper
    Response map(WebApplicationException refused) {
        return switch (refused.getResponse().getStatus()) {
            case 400 -> unreadable();
            case 401 -> unauthenticated();
            case 403 -> forbidden();
            case 404 -> response(ProblemType.NOT_FOUND, "请检查地址。", "Check the address.");
            case 405 -> response(ProblemType.METHOD_NOT_ALLOWED, "请对照接口文档检查。", "Check it against the API document.");
            case 406 -> response(ProblemType.NOT_ACCEPTABLE, "请更改 Accept。", "Change Accept.");
            case 413 -> response(ProblemType.BODY_TOO_LARGE, "请缩小请求正文。", "Make the request body smaller.");
            case 415 -> response(ProblemType.UNSUPPORTED_MEDIA_TYPE, "请更改 Content-Type。", "Change Content-Type.");
            default -> unknown(refused);
        };
    }

    @ServerExceptionMapper
    Response map(AuthenticationFailedException refused) {
        if (refused.getCause() instanceof RegistryException problem) {
            return response(problem);
        }
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response map(UnauthorizedException refused) {
        return unauthenticated();
    }

    @ServerExceptionMapper
    Response map(ForbiddenException refused) {
        return forbidden();
    }

    @ServerExceptionMapper
    Response map(PersistenceException failed) {
        return database(failed);
    }

    @ServerExceptionMapper
    Response map(SQLException failed) {
        return database(failed);
    }

    @ServerExceptionMapper
    Response map(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryException problem) {
                return response(problem);
            }
        }
        return readingForm(failed) ? unreadable() : database(failed);
    }

    /**
     * The framework's reader of forms says that what was sent is no form, or has too many parts, by whatever it stumbles over, before any of
     * ours runs. That a disk is full is another matter.
     */
    private static boolean readingForm(Throwable failed) {
        return (failed instanceof RuntimeException
                        || failed.getClass().getName().startsWith(FORM_READER))
                && Arrays.stream(failed.getStackTrace())
                        .limit(FRAMES)
                        .anyMatch(frame -> frame.getClassName().startsWith(FORM_READER));
    }

    private Response unreadable() {
        return response(
                ProblemType.INVALID_PARAMETER,
                "请求无法读取。请对照接口文档检查。",
                "The request cannot be read. Check it against the API document.");
    }

    /** What was sent may have been written all the same: a commit whose answer was lost looks like this too. */
    private Response database(Throwable failed) {
        Optional<SQLException> reason = DatabaseFailures.unavailable(failed);
        if (reason.isEmpty()) {
            return unknown(failed);
        }
        outages.note(reason.get());
        return response(
                ProblemType.DATABASE_UNAVAILABLE,
                "请稍后原样重试；POST 请用同一 Idempotency-Key，不会写入两次。",
                "Try again shortly, as it is; a POST with the same Idempotency-Key, and nothing is written twice.");
    }

    private Response unauthenticated() {
        return response(
                ProblemType.AUTHENTICATION_REQUIRED,
                "请先向 /oauth/token 申请令牌，并以 Authorization: Bearer 发送。",
                "Get a token from /oauth/token and send it as Authorization: Bearer.");
    }

    private Response forbidden() {
        return response(
                ProblemType.NOT_AUTHORISED,
                "此客户端没有所需角色。请联系系统管理员。",
                "This client does not have the role. Ask the operator.");
    }

    private Response unknown(Throwable failed) {
        UUID instance = UUID.randomUUID();
        // The cause goes to the log only; messages of database drivers may quote data, so the statement is not logged.
        LOG.errorf(failed, "internal error %s", instance);
        return response(
                new RegistryException(
                        ProblemType.INTERNAL_ERROR,
                        new Bilingual("请把 instance 告诉系统管理员。", "Tell the operator the instance.")),
                instance);
    }

    private Response response(ProblemType type, String chinese, String english) {
        return response(new RegistryException(type, new Bilingual(chinese, english)));
    }

    private Response response(RegistryException problem) {
        return response(problem, UUID.randomUUID());
    }

    private Response response(RegistryException problem, UUID instance) {
        Response.ResponseBuilder builder = Response.status(problem.type().status())
                .type(ProblemDocument.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.current().tag())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ProblemDocument.of(problem, language.current(), "urn:uuid:" + instance));
        if (problem.type().status() == 401) {
            builder.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.type().status() == 503) {
            builder.header(HttpHeaders.RETRY_AFTER, "2");
        }
        return builder.build();
    }
}
