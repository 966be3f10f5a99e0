package org.zhengzhao.schema.json;

/** JSON Pointers, RFC 6901. */
public final class JsonPointers {
    private JsonPointers() {}

    /** The pointer to a member of the object at {@code parent}. */
    public static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer to an item of the array at {@code parent}. */
    public static String item(String parent, int index) {
        return parent + "/" + index;
    }
}
