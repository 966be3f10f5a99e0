package org.zhengzhao.cli.bundle;

import org.zhengzhao.schema.text.Bilingual;
import org.zhengzhao.signing.bundle.BundleException;
import org.zhengzhao.signing.bundle.BundleTrust;

/** What is said about bundles, in both languages. */
public final class BundleWords {
    public static final Bilingual FIRST_SEEN = new Bilingual(
            "这是本机第一次见到该登记平台的离线核验包，没有别的依据说明它出自该平台",
            "this is the first bundle of that registry on this machine: nothing else says that it is the registry's");
    public static final Bilingual COMPARE = new Bilingual(
            "请与登记平台公布的指纹比对；以后只接受同一密钥或由它依次交接的密钥",
            "compare the fingerprint with what the registry says; from now on only that key is accepted, or one that"
                    + " it hands over to");
    public static final Bilingual NOT_KEPT = new Bilingual(
            "本机没有可写的状态目录，无法记住见过的离线核验包",
            "no state can be kept on this machine, so an older bundle would not be noticed");
    public static final Bilingual SET_STATE = new Bilingual(
            "设置 XDG_STATE_HOME 为可写的文件夹，或请核对上面的编号和签发时间",
            "set XDG_STATE_HOME to a folder that can be written, or compare number and time of the bundle yourself");
    public static final Bilingual STATE_BROKEN =
            new Bilingual("记录见过哪些离线核验包的文件已损坏", "the file that remembers which bundles were seen is damaged");
    public static final Bilingual DELETE_STATE = new Bilingual(
            "不能当作什么都没见过；确认无误后删除该文件，再用 --fingerprint 重新确认登记平台",
            "that is not taken for nothing seen: delete the file if you are sure, and confirm the registry anew with"
                    + " --fingerprint");
    public static final Bilingual STATE_CLOSED = new Bilingual(
            "无法读取记录见过哪些离线核验包的文件：没有权限，或链接指向的位置不存在",
            "the file that remembers which bundles were seen cannot be read: no permission, or a link that leads nowhere");
    public static final Bilingual OPEN_STATE = new Bilingual(
            "不能当作什么都没见过；请把该文件夹归还本用户（常见于用 sudo 运行之后），或把 XDG_STATE_HOME 设为另一个文件夹，" + "再用 --fingerprint 重新确认登记平台",
            "that is not taken for nothing seen: give the folder back to this user, as after a run under sudo, or set"
                    + " XDG_STATE_HOME to another folder and confirm the registry anew with --fingerprint");
    public static final Bilingual EXPIRED =
            new Bilingual("离线核验包已过期，其中的状态不再算数", "the bundle has expired: what it says about statuses counts no more");
    public static final Bilingual FETCH = new Bilingual(
            "联网时更新：zhengzhao bundle fetch https://登记平台地址",
            "update it, online: zhengzhao bundle fetch https://REGISTRY");
    static final Bilingual UNREADABLE = new Bilingual("无法读取离线核验包", "the bundle cannot be read");
    static final Bilingual CHECK_PATH = new Bilingual("请检查路径和读取权限", "check the path and the permission to read it");
    static final Bilingual NOT_WRITTEN = new Bilingual("无法写入文件", "the file cannot be written");
    static final Bilingual CHECK_FOLDER = new Bilingual(
            "请检查文件夹是否存在、是否可写、磁盘是否已满",
            "check that the folder is there and can be written, and that the disk is not full");
    static final Bilingual NO_FINGERPRINT = new Bilingual("指纹应为 64 位十六进制数", "a fingerprint is 64 hexadecimal digits");
    static final Bilingual SEE_FINGERPRINT = new Bilingual(
            "登记平台会公布指纹；zhengzhao bundle show 也会显示文件的指纹",
            "the registry publishes it; zhengzhao bundle show says that of a file");
    static final Bilingual PLAIN_HTTP = new Bilingual(
            "连接未加密：旁人可能替换首次获取的离线核验包", "the connection is not encrypted: somebody between could replace a first bundle");
    static final Bilingual NOTHING_NEWER = new Bilingual("没有更新的离线核验包", "there is no newer bundle");
    static final Bilingual WRITTEN = new Bilingual("已写入", "written to");

    private BundleWords() {}

    public static Bilingual reason(BundleTrust.Refusal refusal) {
        return switch (refusal) {
            case OLDER ->
                new Bilingual(
                        "比本机见过的离线核验包旧，不予使用",
                        "it is older than a bundle that was seen on this machine, and is not used");
            case FORKED ->
                new Bilingual("与本机见过的同一编号的离线核验包内容不同", "another bundle with the same number was seen on this machine");
            case RETIRED_KEY ->
                new Bilingual("签署密钥已由别的密钥取代，不再算数", "its key has given way to another and counts no more");
            case ANOTHER_KEY ->
                new Bilingual(
                        "该登记平台在本机记录的是另一把密钥，且没有交接到此密钥的证明",
                        "the registry is known by another key on this machine, and no succession leads to this one");
            case NOT_CONFIRMED ->
                new Bilingual(
                        "签署密钥既不是指定的指纹，也不能追溯到指定的信任证书",
                        "its key is not the one that was named, and leads to none of the certificates that were given");
            case CLOCK_BEHIND ->
                new Bilingual("本机时钟早于已签署过的时间", "the clock of this machine is before a time that was already signed");
            case ANOTHER_REGISTRY ->
                new Bilingual(
                        "原文件是用另一把密钥签署的，且没有交接到此密钥的证明；原文件没有改动",
                        "the bundle that it would replace was signed by another key, and no succession leads to this one;"
                                + " it is unchanged");
        };
    }

    public static Bilingual hint(BundleTrust.Refusal refusal) {
        return switch (refusal) {
            case OLDER -> FETCH;
            case FORKED, ANOTHER_KEY ->
                new Bilingual(
                        "可能有人冒充登记平台：请联系登记平台核对指纹；确认更换了密钥，再用 --fingerprint 指定新指纹，旧密钥从此不再算数；"
                                + "若是另一个同名的登记平台，请把 XDG_STATE_HOME 设为另一个文件夹",
                        "somebody may pose as the registry: ask it for its fingerprint; if it has really changed, name"
                                + " the new one with --fingerprint, and the old key counts no more; for another registry"
                                + " of the same name set XDG_STATE_HOME to a folder of its own");
            case RETIRED_KEY ->
                new Bilingual(
                        FETCH.chinese() + "；若是另一个同名的登记平台，请把 XDG_STATE_HOME 设为另一个文件夹",
                        FETCH.english() + "; for another registry of the same name set XDG_STATE_HOME to a folder of"
                                + " its own");
            case NOT_CONFIRMED ->
                new Bilingual("请核对指纹或信任证书的来源", "check where the fingerprint or the certificates come from");
            case CLOCK_BEHIND -> new Bilingual("请校准本机时钟", "set the clock of this machine right");
            case ANOTHER_REGISTRY ->
                new Bilingual(
                        "另一个登记平台的离线核验包请用 -o 另存；登记平台更换了密钥的，请向其核对后用 --fingerprint 指定新指纹",
                        "keep bundles of another registry in a file of their own (-o); if the registry has changed its key,"
                                + " ask it for the new fingerprint and name that with --fingerprint");
        };
    }

    public static Bilingual reason(BundleException.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> new Bilingual("离线核验包过大", "the bundle is too large");
            case FORM, MANIFEST -> new Bilingual("不是离线核验包，或已损坏", "this is no bundle, or it is damaged");
            case VERSION ->
                new Bilingual("离线核验包的版本太新，本程序不认识", "the bundle is of a version that this program does not know");
            case PART_MISSING, PART_UNEXPECTED, PART_ALTERED ->
                new Bilingual("离线核验包的内容与签署的不同", "the bundle does not hold what was signed");
            case PART_BROKEN -> new Bilingual("离线核验包里有读不了的部分", "a part of the bundle cannot be read");
            case SIGNER_UNKNOWN ->
                new Bilingual("离线核验包里没有签署者的证书", "the certificate of whoever signed the bundle is not in it");
            case SIGNER_PURPOSE ->
                new Bilingual("签署者的证书不能用于离线核验包", "the certificate of whoever signed it is not for bundles");
            case SIGNATURE -> new Bilingual("离线核验包的签名不真实", "the signature of the bundle is not genuine");
            case SUCCESSION -> new Bilingual("离线核验包里的密钥交接证明不成立", "who succeeds whom does not hold in the bundle");
            case DELTA -> new Bilingual("这是增量，不能单独使用（或此处需要增量）", "a delta is not a bundle, and a bundle no delta");
            case ANOTHER_BASE -> new Bilingual("增量针对的是另一个离线核验包", "the delta goes on from another bundle");
            case SIGNER_NOT_IN_FORCE ->
                new Bilingual(
                        "离线核验包标明的签发时间不在签署者证书的有效期内",
                        "the certificate of whoever signed the bundle was not valid at the time that it says it was issued");
        };
    }

    public static Bilingual hint(BundleException.Reason reason) {
        return switch (reason) {
            case VERSION -> new Bilingual("请更新本程序", "update this program");
            case DELTA ->
                new Bilingual(
                        "增量用 zhengzhao bundle apply 应用到旧的离线核验包",
                        "apply a delta to an older bundle with zhengzhao bundle apply");
            case TOO_LARGE,
                    FORM,
                    MANIFEST,
                    PART_MISSING,
                    PART_UNEXPECTED,
                    PART_ALTERED,
                    PART_BROKEN,
                    SIGNER_UNKNOWN,
                    SIGNER_PURPOSE,
                    SIGNATURE,
                    SUCCESSION,
                    ANOTHER_BASE,
                    SIGNER_NOT_IN_FORCE ->
                new Bilingual(
                        "重新获取：zhengzhao bundle fetch https://登记平台地址；仍然如此请告知登记平台",
                        "get it again: zhengzhao bundle fetch https://REGISTRY; if it stays so, tell the registry");
        };
    }

    static Bilingual reason(BundleSource.Problem problem) {
        return switch (problem) {
            case ADDRESS -> new Bilingual("地址不对", "this is no address of a registry");
            case CONNECTION -> new Bilingual("连接不上登记平台", "the registry cannot be reached");
            case TOO_SLOW -> new Bilingual("登记平台应答太慢", "the registry takes too long");
            case TOO_LARGE -> new Bilingual("登记平台给出的内容过大", "what the registry sends is too large");
            case ELSEWHERE ->
                new Bilingual("登记平台指向别的主机，没有跟随", "the registry points to another host, which is not followed");
            case ANSWER -> new Bilingual("登记平台没有给出离线核验包", "the registry did not answer with a bundle");
        };
    }

    static Bilingual hint(BundleSource.Problem problem) {
        return switch (problem) {
            case ADDRESS ->
                new Bilingual(
                        "例如：zhengzhao bundle fetch https://licenses.example.cn",
                        "as in: zhengzhao bundle fetch https://licenses.example.cn");
            case CONNECTION, TOO_SLOW ->
                new Bilingual(
                        "请检查网络和地址后重试；手头的离线核验包没有改动",
                        "check network and address, and try again; the bundle at hand is unchanged");
            case TOO_LARGE, ANSWER -> new Bilingual("请确认地址是登记平台的地址", "check that the address is the registry's");
            case ELSEWHERE -> new Bilingual("如果确实搬迁了，请直接使用新地址", "if it has really moved, name the new address");
        };
    }

    static Bilingual grounds(BundleTrust.Grounds grounds) {
        return switch (grounds) {
            case SEEN_BEFORE -> new Bilingual("与本机见过的密钥相同", "the key that was seen before");
            case SUCCESSION -> new Bilingual("由见过的密钥依次交接而来", "handed over by a key that was seen before");
            case FINGERPRINT -> new Bilingual("与指定的指纹相符", "the fingerprint that was named");
            case ANCHOR -> new Bilingual("可追溯到指定的信任证书", "leads to a certificate that was given");
            case FIRST_SEEN -> new Bilingual("首次见到，尚无依据", "first seen: nothing confirms it yet");
        };
    }
}
