package org.zhengzhao.registry.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The templates, with what each needs; checked when the project is built. */
@CheckedTemplate(basePath = "pages")
final class Pages {
    private Pages() {}

    static native TemplateInstance home(
            Frame frame, List<HomePage.SampleCard> samples, List<HomePage.SystemLine> systems);

    static native TemplateInstance license(Frame frame, LicensePage license);

    static native TemplateInstance reads(Frame frame, ReadsPage reads);

    /**
     * @param verdict absent before anything was verified
     * @param camera whether a phone's camera opened the page
     * @param nothingChosen whether the form came back without anything to verify
     */
    static native TemplateInstance verify(
            Frame frame, @Nullable VerdictPage verdict, boolean camera, boolean nothingChosen, int maxOctets);

    static native TemplateInstance error(Frame frame, ErrorPage error);
}
