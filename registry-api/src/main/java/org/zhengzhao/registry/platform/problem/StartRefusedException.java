package org.zhengzhao.registry.platform.problem;

import java.util.Objects;
import org.zhengzhao.schema.text.Bilingual;

/** The service does not start, because something outside of it is not as it must be. The text says what, and what to do. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Bilingual text;

    public StartRefusedException(Bilingual text) {
        super(text.english());
        this.text = Objects.requireNonNull(text);
    }

    public StartRefusedException(Bilingual text, Throwable cause) {
        super(text.english(), cause);
        this.text = Objects.requireNonNull(text);
    }

    public Bilingual text() {
        return text;
    }
}
