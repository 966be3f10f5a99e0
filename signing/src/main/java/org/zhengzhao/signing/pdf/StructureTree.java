package org.zhengzhao.signing.pdf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSFloat;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;

/** Writes the structure tree of a document, and for every page and the seal the way back from content to element. */
final class StructureTree {
    private static final COSName ALTERNATIVE = COSName.getPDFName("Alt");
    private static final COSName STRUCTURE_PARENTS = COSName.getPDFName("StructParents");
    private static final COSName STRUCTURE_PARENT = COSName.getPDFName("StructParent");

    private final List<COSDictionary> pages;
    private final COSDictionary seal;
    private final Map<StructureElement, COSDictionary> written = new HashMap<>();
    private final COSArray parents = new COSArray();

    private StructureTree(List<COSDictionary> pages, COSDictionary seal) {
        this.pages = pages;
        this.seal = seal;
    }

    /**
     * Enters the tree of a painted license into its catalog and pages.
     *
     * @param pages dictionaries of the painted pages, in their order
     * @param seal the widget of the signature field
     */
    static void enter(COSDictionary catalog, PaintedFace painted, List<COSDictionary> pages, COSDictionary seal) {
        StructureTree tree = new StructureTree(pages, seal);
        COSDictionary root = new COSDictionary();
        root.setItem(COSName.TYPE, COSName.getPDFName("StructTreeRoot"));
        root.setItem(COSName.K, tree.element(painted.document(), root));
        for (int page = 0; page < pages.size(); page++) {
            tree.parents(page, painted.pages().get(page).owners());
        }
        tree.sealParent(painted.document());
        COSDictionary parentTree = new COSDictionary();
        parentTree.setItem(COSName.NUMS, tree.parents);
        root.setItem(COSName.getPDFName("ParentTree"), parentTree);
        root.setInt(COSName.getPDFName("ParentTreeNextKey"), pages.size() + 1);
        catalog.setItem(COSName.STRUCT_TREE_ROOT, root);
        COSDictionary marked = new COSDictionary();
        marked.setBoolean(COSName.getPDFName("Marked"), true);
        catalog.setItem(COSName.getPDFName("MarkInfo"), marked);
    }

    private COSDictionary element(StructureElement element, COSDictionary parent) {
        COSDictionary dictionary = new COSDictionary();
        written.put(element, dictionary);
        dictionary.setItem(COSName.TYPE, COSName.getPDFName("StructElem"));
        dictionary.setName(COSName.S, element.role().tag());
        dictionary.setItem(COSName.P, parent);
        element.language().ifPresent(tag -> dictionary.setItem(COSName.LANG, new COSString(tag)));
        element.alternative().ifPresent(words -> dictionary.setItem(ALTERNATIVE, new COSString(words)));
        attributes(element, dictionary);
        List<COSBase> kids = new ArrayList<>();
        int ownPage = -1;
        for (StructureKid kid : element.kids()) {
            switch (kid) {
                case StructureElement child -> kids.add(element(child, dictionary));
                case StructureKid.Seal widget -> kids.add(object(seal));
                case StructureKid.Content content -> {
                    if (ownPage < 0) {
                        ownPage = content.page();
                        dictionary.setItem(COSName.PG, pages.get(ownPage));
                    }
                    kids.add(content.page() == ownPage ? COSInteger.get(content.number()) : elsewhere(content));
                }
            }
        }
        if (kids.size() == 1) {
            dictionary.setItem(COSName.K, kids.getFirst());
        } else if (!kids.isEmpty()) {
            dictionary.setItem(COSName.K, PdfObjects.array(kids.toArray(COSBase[]::new)));
        }
        return dictionary;
    }

    private static void attributes(StructureElement element, COSDictionary dictionary) {
        COSDictionary attributes = new COSDictionary();
        attributes.setDirect(true);
        switch (element.role()) {
            case HEADER_CELL -> {
                attributes.setName(COSName.O, "Table");
                attributes.setName(COSName.getPDFName("Scope"), "Row");
            }
            case CELL -> {
                if (element.columns() > 1) {
                    attributes.setName(COSName.O, "Table");
                    attributes.setInt(COSName.getPDFName("ColSpan"), element.columns());
                }
            }
            case FIGURE, FORM ->
                element.box().ifPresent(box -> {
                    attributes.setName(COSName.O, "Layout");
                    attributes.setName(COSName.getPDFName("Placement"), "Block");
                    attributes.setItem(COSName.BBOX, rectangle(box));
                });
            case DOCUMENT, HEADING, SUBHEADING, PARAGRAPH, LIST, ITEM, LABEL, BODY, TABLE, ROW, CAPTION -> {}
        }
        if (attributes.size() > 0) {
            dictionary.setItem(COSName.A, attributes);
        }
    }

    private static COSArray rectangle(StructureElement.Box box) {
        COSArray rectangle = new COSArray();
        for (double edge : new double[] {box.left(), box.bottom(), box.right(), box.top()}) {
            rectangle.add(new COSFloat(Math.round(edge * 100) / 100f));
        }
        return rectangle;
    }

    /** Content on another page than the element's own. */
    private COSDictionary elsewhere(StructureKid.Content content) {
        COSDictionary reference = new COSDictionary();
        reference.setDirect(true);
        reference.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
        reference.setItem(COSName.PG, pages.get(content.page()));
        reference.setInt(COSName.MCID, content.number());
        return reference;
    }

    private COSDictionary object(COSDictionary annotation) {
        COSDictionary reference = new COSDictionary();
        reference.setDirect(true);
        reference.setItem(COSName.TYPE, COSName.getPDFName("OBJR"));
        reference.setItem(COSName.PG, pages.getFirst());
        reference.setItem(COSName.getPDFName("Obj"), annotation);
        return reference;
    }

    private void parents(int page, List<StructureElement> owners) {
        COSArray elements = new COSArray();
        owners.forEach(owner -> elements.add(dictionary(owner)));
        parents.add(COSInteger.get(page));
        parents.add(elements);
        pages.get(page).setInt(STRUCTURE_PARENTS, page);
        pages.get(page).setName(COSName.getPDFName("Tabs"), "S");
    }

    private void sealParent(StructureElement document) {
        for (StructureKid kid : document.kids()) {
            if (kid instanceof StructureElement element && element.role() == StructureElement.Role.FORM) {
                parents.add(COSInteger.get(pages.size()));
                parents.add(dictionary(element));
                seal.setInt(STRUCTURE_PARENT, pages.size());
            }
        }
    }

    private COSDictionary dictionary(StructureElement element) {
        COSDictionary dictionary = written.get(element);
        if (dictionary == null) {
            throw new IllegalStateException("content of an element that is not in the tree");
        }
        return dictionary;
    }
}
