package dev.kexbench.results.report;

import dev.kexbench.results.machine.CgroupQuota;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.HostCpu;
import dev.kexbench.results.machine.JvmFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine and software that a run used. A component is null if the platform does not provide
 * it.
 *
 * @param cpu the model's name
 * @param cores of the machine, regardless of how many this process may use
 * @param affinity the cores to which server and client were bound, by name
 * @param cgroupCpuQuota the cores' worth of CPU time that a cgroup allows, or null without a limit
 * @param stealShare share of CPU time that the hypervisor took during the run
 * @param kernel name and version of the operating system
 * @param jdk version and build, as {@code 17.0.15+6}
 * @param vm name of the virtual machine
 * @param gc the collector
 * @param flags the JVM's options, without paths, properties and agents
 * @param transport the socket transport, as {@code epoll}
 * @param commit that was built
 * @param dirty whether the tree had uncommitted changes
 * @param hostClass a short name for machines of this kind, as {@code intel-xeon-2c}
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
   * The facts that only the run knows; each may be null.
   *
   * @param affinity as in {@link Environment}
   * @param stealShare see {@link CpuTimes#stealShareSince}
   * @param transport as in {@link Environment}
   * @param sameHost as in {@link Environment}
   */
  public record Circumstances(
      Map<String, String> affinity, Double stealShare, String transport, Boolean sameHost) {
    /** All unknown. */
    public static final Circumstances UNKNOWN = new Circumstances(null, null, null, null);
  }

  /** This machine and this process, without the facts that only the run knows. */
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

  /** The facts of a virtual machine; each as in {@link Environment}. */
  public record JvmDescription(String jdk, String vm, String gc, List<String> flags) {}
}
