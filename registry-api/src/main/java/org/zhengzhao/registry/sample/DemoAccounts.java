package org.zhengzhao.registry.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.zhengzhao.registry.identity.ClientRepository;
import org.zhengzhao.registry.platform.problem.StartRefusedException;
import org.zhengzhao.schema.text.Bilingual;

/**
 * Keeps the accounts of the samples on this machine. They are there so that somebody can look around; in production they would be operators
 * and issuers whom nobody has appointed. A service that others can reach does not start with them, unless it is told so in so many words.
 */
@ApplicationScoped
class DemoAccounts {
    private static final Logger LOG = Logger.getLogger(DemoAccounts.class);

    private final SampleConfig config;
    private final ClientRepository clients;
    private final ObjectMapper json;
    private final String host;

    DemoAccounts(
            SampleConfig config,
            ClientRepository clients,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.config = config;
        this.clients = clients;
        this.json = json;
        this.host = host;
    }

    /** Before the samples are loaded, and before the port is open. */
    void start(@Observes @Priority(100) StartupEvent started) {
        if (config.closeAccounts()) {
            close();
        }
        if (config.allowBeyondLoopback() || isLoopback(host)) {
            return;
        }
        if (config.enabled()) {
            throw new StartRefusedException(new Bilingual(
                    "演示账号只能在本机使用，而监听地址是 " + host + "。正式使用请设 zhengzhao.samples.enabled=false；"
                            + "若确要让他人使用演示账号，请设 zhengzhao.samples.allow-beyond-loopback=true。",
                    "demo accounts are for this machine only, and the address to listen on is " + host
                            + ". For real use set zhengzhao.samples.enabled=false; if others are meant to use the demo"
                            + " accounts, set zhengzhao.samples.allow-beyond-loopback=true."));
        }
        List<String> usable = QuarkusTransaction.requiringNew().call(() -> clients.open(accounts()));
        if (!usable.isEmpty()) {
            String names = String.join(", ", usable);
            throw new StartRefusedException(new Bilingual(
                    "数据中有可用的演示账号（" + names + "），而监听地址是 " + host + "。请设"
                            + " zhengzhao.samples.close-accounts=true 启动一次以永久关闭它们，或改用新的数据目录。",
                    "there are demo accounts that can be used (" + names + "), and the address to listen on is " + host
                            + ". Start once with zhengzhao.samples.close-accounts=true to close them for good, or use"
                            + " another data directory."));
        }
    }

    private void close() {
        if (config.enabled()) {
            throw new StartRefusedException(new Bilingual(
                    "zhengzhao.samples.close-accounts=true 须与 zhengzhao.samples.enabled=false 一起设定。",
                    "zhengzhao.samples.close-accounts=true goes with zhengzhao.samples.enabled=false."));
        }
        List<String> closed = QuarkusTransaction.requiringNew().call(() -> {
            List<String> usable = clients.open(accounts());
            clients.close(usable);
            return usable;
        });
        if (!closed.isEmpty()) {
            LOG.infof("demo accounts were closed: %s", String.join(", ", closed));
        }
    }

    private List<String> accounts() {
        return SampleAuthority.all(json).stream()
                .flatMap(authority -> authority.clients().stream())
                .map(SampleAuthority.SampleClient::id)
                .toList();
    }

    /** Whether nobody but this machine reaches it: each address of a name has to be of that kind. */
    static boolean isLoopback(String host) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
