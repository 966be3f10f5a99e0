package org.zhengzhao.schema.type;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zhengzhao.schema.json.JsonPointers;
import org.zhengzhao.schema.json.JsonValue;
import org.zhengzhao.schema.json.MalformedJsonException;
import org.zhengzhao.schema.json.MalformedJsonException.Reason;
import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.schema.type.DisplayTemplate.Background;
import org.zhengzhao.schema.type.DisplayTemplate.Frame;
import org.zhengzhao.schema.type.DisplayTemplate.PageSize;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Alignment;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Box;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Entry;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Ink;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Sizes;
import org.zhengzhao.schema.type.DisplayTemplateBlock.Weight;

/** Templates as JSON. */
final class DisplayTemplateJson {
    private DisplayTemplateJson() {}

    static DisplayTemplate read(JsonValue.Members definition) throws MalformedJsonException {
        DisplayTemplateMembers members =
                new DisplayTemplateMembers(definition, "", "page", "palette", "frame", "background", "blocks");
        PageSize page = page(members);
        List<DisplayTemplateBlock> blocks = new ArrayList<>();
        for (JsonValue item : members.items("blocks", DisplayTemplate.MAX_BLOCKS)) {
            String pointer = JsonPointers.item("/blocks", blocks.size());
            DisplayTemplateBlock block = block(object(item, pointer), pointer);
            if (!page.contains(block.at())) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, pointer + "/at");
            }
            blocks.add(block);
        }
        try {
            return new DisplayTemplate(
                    page,
                    members.choice("palette", DisplayTemplatePalette.class, DisplayTemplate.GENERIC.palette()),
                    members.choice("frame", Frame.class, DisplayTemplate.GENERIC.frame()),
                    members.choice("background", Background.class, DisplayTemplate.GENERIC.background()),
                    blocks);
        } catch (IllegalArgumentException brokenRule) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, "/blocks");
        }
    }

    private static PageSize page(DisplayTemplateMembers members) throws MalformedJsonException {
        Optional<JsonValue> found = members.find("page");
        if (found.isEmpty()) {
            return DisplayTemplate.GENERIC.page();
        }
        DisplayTemplateMembers page =
                new DisplayTemplateMembers(object(found.get(), "/page"), "/page", "width", "height");
        return new PageSize(
                page.requireWhole("width", PageSize.MIN_SIDE, PageSize.MAX_SIDE),
                page.requireWhole("height", PageSize.MIN_SIDE, PageSize.MAX_SIDE));
    }

    private static DisplayTemplateBlock block(JsonValue.Members json, String pointer) throws MalformedJsonException {
        String kind = json.findText("kind")
                .orElseThrow(() -> new MalformedJsonException(Reason.MISSING_MEMBER, pointer + "/kind"));
        try {
            return switch (kind) {
                case "TEXT" -> text(json, pointer);
                case "FIELDS" -> fields(json, pointer);
                case "GRID" -> grid(json, pointer);
                case "PICTURE" -> picture(json, pointer);
                case "QR" -> qr(json, pointer);
                case "SEAL" -> seal(json, pointer);
                default -> throw new MalformedJsonException(Reason.WRONG_VALUE, pointer + "/kind");
            };
        } catch (IllegalArgumentException brokenRule) {
            throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
        }
    }

    private static DisplayTemplateBlock text(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members = new DisplayTemplateMembers(
                json,
                pointer,
                "kind",
                "at",
                "text",
                "field",
                "size",
                "minimumSize",
                "weight",
                "align",
                "ink",
                "spacing",
                "english");
        return new DisplayTemplateBlock.Text(
                members.box("at"),
                members.bilingual("text"),
                members.text("field"),
                sizes(members, 12),
                members.choice("weight", Weight.class, Weight.REGULAR),
                members.choice("align", Alignment.class, Alignment.LEFT),
                members.choice("ink", Ink.class, Ink.TEXT),
                members.whole("spacing", 0, DisplayTemplateBlock.MAX_SPACING, 0),
                members.flag("english", false));
    }

    private static DisplayTemplateBlock fields(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members = new DisplayTemplateMembers(
                json,
                pointer,
                "kind",
                "at",
                "fields",
                "columns",
                "labelWidth",
                "size",
                "minimumSize",
                "spread",
                "english",
                "ruled");
        List<JsonValue> entries = members.items("fields", DisplayTemplateBlock.MAX_ENTRIES);
        return new DisplayTemplateBlock.Fields(
                members.box("at"),
                entries(entries, pointer + "/fields"),
                members.whole("columns", 1, 2, 1),
                members.whole("labelWidth", 8, 300, 35),
                sizes(members, 12),
                members.flag("spread", false),
                members.flag("english", false),
                members.flag("ruled", false));
    }

    private static DisplayTemplateBlock grid(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members = new DisplayTemplateMembers(
                json, pointer, "kind", "at", "rows", "labelWidth", "size", "minimumSize", "english");
        List<List<Entry>> rows = new ArrayList<>();
        for (JsonValue row : members.items("rows", DisplayTemplateBlock.MAX_ROWS)) {
            String rowPointer = JsonPointers.item(pointer + "/rows", rows.size());
            if (!(row instanceof JsonValue.Items items) || items.values().size() > DisplayTemplateBlock.MAX_PAIRS) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, rowPointer);
            }
            rows.add(entries(items.values(), rowPointer));
        }
        return new DisplayTemplateBlock.Grid(
                members.box("at"),
                rows,
                members.whole("labelWidth", 8, 300, 35),
                sizes(members, 12),
                members.flag("english", false));
    }

    private static DisplayTemplateBlock picture(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members = new DisplayTemplateMembers(json, pointer, "kind", "at", "field", "caption");
        return new DisplayTemplateBlock.Picture(
                members.box("at"), members.requireText("field"), members.bilingual("caption"));
    }

    private static DisplayTemplateBlock qr(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members = new DisplayTemplateMembers(json, pointer, "kind", "at", "caption");
        return new DisplayTemplateBlock.Qr(members.box("at"), members.bilingual("caption"));
    }

    private static DisplayTemplateBlock seal(JsonValue.Members json, String pointer) throws MalformedJsonException {
        DisplayTemplateMembers members =
                new DisplayTemplateMembers(json, pointer, "kind", "at", "label", "diameter", "size", "dated");
        return new DisplayTemplateBlock.Seal(
                members.box("at"),
                members.bilingual("label"),
                members.whole("diameter", 20, 60, 40),
                members.whole("size", DisplayTemplateBlock.MIN_SIZE, DisplayTemplateBlock.MAX_SIZE, 12),
                members.flag("dated", true));
    }

    private static Sizes sizes(DisplayTemplateMembers members, int usual) throws MalformedJsonException {
        int largest = members.whole("size", DisplayTemplateBlock.MIN_SIZE, DisplayTemplateBlock.MAX_SIZE, usual);
        int smallest = members.whole("minimumSize", DisplayTemplateBlock.MIN_SIZE, largest, Math.max(6, largest / 2));
        return new Sizes(largest, Math.min(largest, smallest));
    }

    private static List<Entry> entries(List<JsonValue> items, String pointer) throws MalformedJsonException {
        List<Entry> entries = new ArrayList<>();
        for (JsonValue item : items) {
            String entryPointer = JsonPointers.item(pointer, entries.size());
            DisplayTemplateMembers members =
                    new DisplayTemplateMembers(object(item, entryPointer), entryPointer, "field", "label");
            try {
                entries.add(new Entry(members.requireText("field"), members.bilingual("label")));
            } catch (IllegalArgumentException brokenRule) {
                throw new MalformedJsonException(Reason.WRONG_VALUE, entryPointer + "/field");
            }
        }
        return entries;
    }

    private static JsonValue.Members object(JsonValue value, String pointer) throws MalformedJsonException {
        if (value instanceof JsonValue.Members members) {
            return members;
        }
        throw new MalformedJsonException(Reason.WRONG_VALUE, pointer);
    }

    static JsonValue.Members write(DisplayTemplate template) {
        Map<String, JsonValue> page = new LinkedHashMap<>();
        page.put("width", whole(template.page().width()));
        page.put("height", whole(template.page().height()));
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("page", new JsonValue.Members(page));
        members.put("palette", choice(template.palette()));
        members.put("frame", choice(template.frame()));
        members.put("background", choice(template.background()));
        members.put(
                "blocks",
                new JsonValue.Items(template.blocks().stream()
                        .map(DisplayTemplateJson::write)
                        .toList()));
        return new JsonValue.Members(members);
    }

    private static JsonValue write(DisplayTemplateBlock block) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        switch (block) {
            case DisplayTemplateBlock.Text text -> {
                start(members, "TEXT", text.at());
                text.text().ifPresent(value -> members.put("text", bilingual(value)));
                text.field().ifPresent(value -> members.put("field", new JsonValue.Text(value)));
                sizes(members, text.sizes());
                members.put("weight", choice(text.weight()));
                members.put("align", choice(text.align()));
                members.put("ink", choice(text.ink()));
                members.put("spacing", whole(text.spacing()));
                members.put("english", new JsonValue.Flag(text.english()));
            }
            case DisplayTemplateBlock.Fields fields -> {
                start(members, "FIELDS", fields.at());
                members.put("fields", entries(fields.entries()));
                members.put("columns", whole(fields.columns()));
                members.put("labelWidth", whole(fields.labelWidth()));
                sizes(members, fields.sizes());
                members.put("spread", new JsonValue.Flag(fields.spread()));
                members.put("english", new JsonValue.Flag(fields.english()));
                members.put("ruled", new JsonValue.Flag(fields.ruled()));
            }
            case DisplayTemplateBlock.Grid grid -> {
                start(members, "GRID", grid.at());
                members.put(
                        "rows",
                        new JsonValue.Items(grid.rows().stream()
                                .map(DisplayTemplateJson::entries)
                                .toList()));
                members.put("labelWidth", whole(grid.labelWidth()));
                sizes(members, grid.sizes());
                members.put("english", new JsonValue.Flag(grid.english()));
            }
            case DisplayTemplateBlock.Picture picture -> {
                start(members, "PICTURE", picture.at());
                members.put("field", new JsonValue.Text(picture.field()));
                picture.caption().ifPresent(value -> members.put("caption", bilingual(value)));
            }
            case DisplayTemplateBlock.Qr qr -> {
                start(members, "QR", qr.at());
                qr.caption().ifPresent(value -> members.put("caption", bilingual(value)));
            }
            case DisplayTemplateBlock.Seal seal -> {
                start(members, "SEAL", seal.at());
                seal.label().ifPresent(value -> members.put("label", bilingual(value)));
                members.put("diameter", whole(seal.diameter()));
                members.put("size", whole(seal.size()));
                members.put("dated", new JsonValue.Flag(seal.dated()));
            }
        }
        return new JsonValue.Members(members);
    }

    private static void start(Map<String, JsonValue> members, String kind, Box at) {
        members.put("kind", new JsonValue.Text(kind));
        members.put(
                "at",
                new JsonValue.Items(List.of(whole(at.x()), whole(at.y()), whole(at.width()), whole(at.height()))));
    }

    private static void sizes(Map<String, JsonValue> members, Sizes sizes) {
        members.put("size", whole(sizes.largest()));
        members.put("minimumSize", whole(sizes.smallest()));
    }

    private static JsonValue entries(List<Entry> entries) {
        List<JsonValue> items = new ArrayList<>();
        for (Entry entry : entries) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("field", new JsonValue.Text(entry.field()));
            entry.label().ifPresent(label -> members.put("label", bilingual(label)));
            items.add(new JsonValue.Members(members));
        }
        return new JsonValue.Items(items);
    }

    private static JsonValue bilingual(Bilingual text) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("zh-CN", new JsonValue.Text(text.chinese()));
        members.put("en", new JsonValue.Text(text.english()));
        return new JsonValue.Members(members);
    }

    private static JsonValue whole(int value) {
        return new JsonValue.Whole(value);
    }

    private static JsonValue choice(Enum<?> value) {
        return new JsonValue.Text(value.name());
    }
}
