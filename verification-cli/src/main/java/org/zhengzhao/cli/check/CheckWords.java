package org.zhengzhao.cli.check;

import org.zhengzhao.schema.text.Bilingual;

/** What the command says beside its results, in both languages. */
final class CheckWords {
    static final Bilingual NO_INPUT = new Bilingual("没有指定要检查的输入", "nothing to check was named");
    static final Bilingual NAME_INPUT = new Bilingual(
            "指定文件、@列表文件，或用 - 从标准输入逐行读取；用 zhengzhao check KIND --help 查看用法",
            "name files or @lists, or - for lines from standard input; see zhengzhao check KIND --help");
    static final Bilingual EMPTY_LISTS =
            new Bilingual("列表里没有输入，什么也没有检查", "the lists hold no input, nothing was checked");
    static final Bilingual FILL_LISTS = new Bilingual(
            "每行写一个输入；如果列表来自管道，请查看前面的命令为什么没有输出",
            "write an input a line; where the list comes through a pipe, see why the command before it wrote nothing");
    static final Bilingual OPTION = new Bilingual("选项无法使用", "this option cannot be used");
    static final Bilingual SEE_HELP =
            new Bilingual("用 zhengzhao check KIND --help 查看用法", "see zhengzhao check KIND --help for how it is used");
    static final Bilingual BUG = new Bilingual("程序内部错误，此项没有得出结论", "internal error, nothing was decided for this one");
    static final Bilingual REPORT_BUG = new Bilingual(
            "这是程序的缺陷；请把上面一行连同 zhengzhao --version 的输出报告给维护者",
            "this is a bug of ours: please report the line above together with zhengzhao --version");

    private CheckWords() {}
}
