package org.zhengzhao.schema.type;

/**
 * Colour schemes of licenses. Colours are sRGB as {@code 0xRRGGBB}; text is dark enough on the paper for every reader, and
 * background lines are light enough never to disturb it.
 */
public enum DisplayTemplatePalette {
    /** Cream and gold, as business licenses have it. */
    GOLD(0xFFFDF4, 0xF1E4C3, 0xB48A3C, 0x6B4E16, 0x2B1D08),
    /** Pale blue, for transport and for whatever has no colour of its own. */
    AZURE(0xF9FCFF, 0xD7E6F4, 0x3F73AD, 0x2A5788, 0x15335A),
    /** Pale green, for food and health. */
    JADE(0xF9FDF9, 0xD6ECDD, 0x3C8C61, 0x246B47, 0x124A2E),
    /** Pale red, for land and houses. */
    VERMILION(0xFFFBF9, 0xF6DDD6, 0xB5483C, 0x93352B, 0x7A1A14),
    /** Pale violet, for professions. */
    INDIGO(0xFBFBFF, 0xDEDFF2, 0x5A5FA0, 0x474B85, 0x2A2D63);

    private final int paper;
    private final int lines;
    private final int frame;
    private final int label;
    private final int title;

    DisplayTemplatePalette(int paper, int lines, int frame, int label, int title) {
        this.paper = paper;
        this.lines = lines;
        this.frame = frame;
        this.label = label;
        this.title = title;
    }

    public int paper() {
        return paper;
    }

    /** Background lines. */
    public int lines() {
        return lines;
    }

    public int frame() {
        return frame;
    }

    /** Labels and captions. */
    public int label() {
        return label;
    }

    public int title() {
        return title;
    }
}
