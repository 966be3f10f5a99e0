package org.zhengzhao.registry.sample;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.zhengzhao.registry.identity.Client;
import org.zhengzhao.registry.identity.ClientRepository;
import org.zhengzhao.registry.license.LicenseRepository;
import org.zhengzhao.schema.text.Language;

/** Loads the samples at start and tells the person who started the service where to look. */
@ApplicationScoped
class FirstSteps {
    private final SampleConfig config;
    private final SampleLoader loader;
    private final SampleCredentials credentials;
    private final ClientRepository clients;
    private final LicenseRepository licenses;
    private final String host;
    private final boolean quiet;
    private final PrintStream out;

    FirstSteps(
            SampleConfig config,
            SampleLoader loader,
            SampleCredentials credentials,
            ClientRepository clients,
            LicenseRepository licenses,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "zhengzhao.quiet") Optional<Boolean> quiet) {
        this.config = config;
        this.loader = loader;
        this.credentials = credentials;
        this.clients = clients;
        this.licenses = licenses;
        this.host = host;
        this.quiet = quiet.orElse(false);
        this.out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    void load(@Observes StartupEvent started) {
        if (config.enabled()) {
            loader.load();
        }
    }

    /** Only when the port is open: before that there is nowhere to look. */
    void tell(@ObservesAsync HttpServerStart listening) {
        tell("http://" + host + ":" + listening.options().getPort());
    }

    void tell(@ObservesAsync HttpsServerStart listening) {
        tell("https://" + host + ":" + listening.options().getPort());
    }

    private void tell(String base) {
        if (!quiet) {
            tell(Language.fromLocale(Locale.getDefault()), base);
        }
    }

    private void tell(Language language, String base) {
        boolean chinese = language == Language.CHINESE;
        StringBuilder text = new StringBuilder("\n");
        text.append(chinese ? "证照 Zhengzhao 已启动\n\n" : "Zhengzhao 证照 is running\n\n");
        line(text, chinese ? "页面" : "Pages", base + "/");
        line(text, chinese ? "核验" : "Verify", base + "/verify");
        line(text, chinese ? "接口文档" : "API document", base + "/q/openapi");
        line(text, chinese ? "信任锚" : "Trust anchors", base + "/v1/trust-anchors");
        if (config.enabled()) {
            Map<String, String> secrets = credentials.all();
            text.append(chinese ? "\n示例部门（客户端编号 / 密钥）：\n" : "\nSample departments (client id / secret):\n");
            for (Client client : QuarkusTransaction.requiringNew().call(clients::all)) {
                String secret = secrets.get(SampleCredentials.variable(client.clientId()));
                if (secret != null) {
                    text.append("  %-22s %s  %s%n"
                            .formatted(client.clientId(), secret, client.name().in(language)));
                }
            }
            line(text, chinese ? "密钥文件" : "Kept in", credentials.file().toString());
        }
        text.append(chinese ? "\n接下来可以试试：\n" : "\nWhat to try next:\n");
        text.append("  curl -s ").append(base).append("/v1/trust-anchors -o trust-anchors.pem\n");
        firstSample()
                .ifPresent(identifier -> text.append("  curl -s ")
                        .append(base)
                        .append("/licenses/")
                        .append(identifier)
                        .append("/pdf -o license.pdf\n"));
        text.append("  ./zhengzhao verify --trust trust-anchors.pem license.pdf\n");
        text.append(
                chinese
                        ? "  README.zh-CN.md 里有五分钟导览；按 Ctrl-C 停止。\n"
                        : "  README.md has a five-minute tour; Ctrl-C stops.\n");
        out.print(text);
        out.flush();
    }

    private Optional<String> firstSample() {
        return QuarkusTransaction.requiringNew().call(licenses::samples).stream()
                .findFirst()
                .map(license -> license.content().identifier().value());
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("  ").append(label).append("  ").append(value).append('\n');
    }
}
