package org.zhengzhao.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

    @Test
    void links_everyRelativeOne_resolves() throws IOException {
        List<String> broken = new ArrayList<>();
        int looked = 0;
        for (MarkdownPage page : Repository.pages()) {
            for (String link : page.links()) {
                if (!ELSEWHERE.matcher(link).matches()) {
                    looked++;
                    whatIsWrong(page, link)
                            .ifPresent(wrong ->
                                    broken.add(Repository.root().relativize(page.file()) + ": " + link + ": " + wrong));
                }
            }
        }
        assertThat(broken).isEmpty();
        assertThat(looked).as("links that were looked at").isGreaterThan(50);
    }

    private static Optional<String> whatIsWrong(MarkdownPage page, String link) throws IOException {
        int hash = link.indexOf('#');
        String path = URLDecoder.decode(hash < 0 ? link : link.substring(0, hash), StandardCharsets.UTF_8);
        Path target =
                path.isEmpty() ? page.file() : page.file().resolveSibling(path).normalize();
        if (!target.startsWith(Repository.root())) {
            return Optional.of("leaves the repository");
        }
        if (!Files.exists(target)) {
            return Optional.of("no such file");
        }
        if (hash < 0) {
            return Optional.empty();
        }
        String anchor = URLDecoder.decode(link.substring(hash + 1), StandardCharsets.UTF_8);
        return MarkdownPage.read(target).hasAnchor(anchor) ? Optional.empty() : Optional.of("no such heading");
    }
}
