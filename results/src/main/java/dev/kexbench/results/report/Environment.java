package dev.kexbench.results.report;

import dev.kexbench.results.machine.CgroupQuota;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.HostCpu;
import dev.kexbench.results.machine.JvmFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a run ran on. Null where the platform does not tell.
 *
 * @param cpu the model's name
 * @param cores of the machine, whatever this process may use of them
 * @param affinity the cores that each side was bound to, by side
 * @param cgroupCpuQuota the cores' worth of time that a cgroup grants, or null without a limit
 * @param stealShare of CPU time that the hypervisor took during the run
 * @param kernel name and version of the operating system
 * @param jdk version and build, as {@code 17.0.15+6}
 * @param vm name of the virtual machine
 * @param gc the collector
 * @param flags the JVM's options, without paths, properties and agents
 * @param transport how sockets are driven, as {@code epoll}
 * @param commit that was built
 * @param dirty whether the tree had changes beside it
 * @param hostClass a short name of machines of this kind, as {@code intel-xeon-2c}
 * @param sameHost whether server and client share the machine
 */
public record Environment(
    String cpu,
    int cores,
    Map<String, String> affinity,
    Double cgroupCpuQuota,
    Double stealShare,
    String kernel,
    String jdk,
    String vm,
    String gc,
    List<String> flags,
    String transport,
    String commit,
    Boolean dirty,
    String hostClass,
    Boolean sameHost) {
  private static final Path PROC = Path.of("/proc");
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /** Missing collections become empty. */
  public Environment {
    affinity = Copies.map(affinity);
    flags = Copies.list(flags);
  }

  /**
   * What only the run knows of its surroundings; each may be null.
   *
   * @param affinity as in {@link Environment}
   * @param stealShare see {@link CpuTimes#stealShareSince}
   * @param transport as in {@link Environment}
   * @param sameHost as in {@link Environment}
   */
  public record Circumstances(
      Map<String, String> affinity, Double stealShare, String transport, Boolean sameHost) {
    /** Nothing is known. */
    public static final Circumstances UNKNOWN = new Circumstances(null, null, null, null);
  }

  /** This machine and this process, with nothing that only the run knows. */
  public static Environment capture() {
    return capture(Circumstances.UNKNOWN);
  }

  /**
   * This machine and this process. Commit and dirty are the system properties {@code
   * kexbench.commit} and {@code kexbench.dirty}.
   */
  public static Environment capture(Circumstances run) {
    HostCpu cpu = HostCpu.read(PROC);
    String dirty = System.getProperty("kexbench.dirty");
    return new Environment(
        cpu.model(),
        cpu.cores(),
        run.affinity(),
        new CgroupQuota(PROC, CGROUPS).cores(),
        run.stealShare(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        JvmFacts.version(),
        System.getProperty("java.vm.name"),
        JvmFacts.collector(),
        JvmFacts.flags(),
        run.transport(),
        System.getProperty("kexbench.commit"),
        dirty == null ? null : Boolean.valueOf(dirty),
        cpu.hostClass(),
        run.sameHost());
  }

  /** The same machine, with another virtual machine and another build. */
  public Environment with(JvmDescription jvm, String otherCommit, Boolean otherDirty) {
    return new Environment(
        cpu,
        cores,
        affinity,
        cgroupCpuQuota,
        stealShare,
        kernel,
        jvm.jdk(),
        jvm.vm(),
        jvm.gc(),
        jvm.flags(),
        transport,
        otherCommit,
        otherDirty,
        hostClass,
        sameHost);
  }

  /** What a virtual machine tells; each as in {@link Environment}. */
  public record JvmDescription(String jdk, String vm, String gc, List<String> flags) {}
}
