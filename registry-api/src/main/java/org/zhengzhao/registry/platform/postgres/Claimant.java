package org.zhengzhao.registry.platform.postgres;

import java.util.OptionalInt;

/** Who holds a data directory, as the next one who wants it is told: the process and, where it has one, its HTTP port. */
public record Claimant(long process, OptionalInt httpPort) {
    public static Claimant thisProcess() {
        return new Claimant(ProcessHandle.current().pid(), OptionalInt.empty());
    }

    public static Claimant thisProcess(int httpPort) {
        return new Claimant(ProcessHandle.current().pid(), OptionalInt.of(httpPort));
    }

    String inWords() {
        return httpPort.isPresent() ? "pid " + process + ", port " + httpPort.getAsInt() : "pid " + process;
    }
}
