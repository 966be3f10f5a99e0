package org.zhengzhao.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * What the tests look at in one page.
 *
 * @param links targets of links and pictures, as written
 * @param tour the code blocks that stand right after a {@code <!-- tour -->} comment
 */
record MarkdownPage(Path file, List<Title> titles, List<String> links, List<String> tour) {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /**
     * A heading.
     *
     * @param anchor the fragment by which a link reaches it, as GitHub makes it
     */
    record Title(int level, String text, String anchor) {}

    MarkdownPage {
        titles = List.copyOf(titles);
        links = List.copyOf(links);
        tour = List.copyOf(tour);
    }

    static MarkdownPage read(Path file) throws IOException {
        Reader reader = new Reader();
        PARSER.parse(Files.readString(file)).accept(reader);
        return new MarkdownPage(file, reader.titles, reader.links, reader.tour);
    }

    boolean hasAnchor(String anchor) {
        return titles.stream().anyMatch(title -> title.anchor().equals(anchor));
    }

    private static final class Reader extends AbstractVisitor {
        private final List<Title> titles = new ArrayList<>();
        private final List<String> links = new ArrayList<>();
        private final List<String> tour = new ArrayList<>();
        private final Map<String, Integer> used = new HashMap<>();

        @Override
        public void visit(Heading heading) {
            StringBuilder text = new StringBuilder();
            heading.accept(new AbstractVisitor() {
                @Override
                public void visit(Text part) {
                    text.append(part.getLiteral());
                }

                @Override
                public void visit(Code part) {
                    text.append(part.getLiteral());
                }
            });
            String anchor = anchor(text.toString());
            int earlier = used.merge(anchor, 1, Integer::sum) - 1;
            titles.add(new Title(heading.getLevel(), text.toString(), earlier == 0 ? anchor : anchor + "-" + earlier));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        @Override
        public void visit(FencedCodeBlock block) {
            Node before = block.getPrevious();
            if (before instanceof HtmlBlock comment
                    && comment.getLiteral().strip().equals("<!-- tour -->")) {
                tour.add(block.getLiteral());
            }
        }

        /** Lower case, letters and digits of every script, hyphen and underscore; a space becomes a hyphen. */
        private static String anchor(String title) {
            StringBuilder anchor = new StringBuilder();
            title.toLowerCase(Locale.ROOT).codePoints().forEach(codePoint -> {
                if (codePoint == ' ') {
                    anchor.append('-');
                } else if (Character.isLetterOrDigit(codePoint) || codePoint == '-' || codePoint == '_') {
                    anchor.appendCodePoint(codePoint);
                }
            });
            return anchor.toString();
        }
    }
}
