package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.CgroupQuota;
import dev.kexbench.results.machine.CpuTimes;
import dev.kexbench.results.machine.HostCpu;
import dev.kexbench.results.machine.JvmFacts;
import java.nio.file.Path;
import java.time.Instant;
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
 * @param javaOptions the same of each variable from which a JVM takes options, by name; empty in
 *     older files
 * @param transport the socket transport, as {@code epoll}
 * @param commit that was built
 * @param dirty whether the tree had uncommitted changes
 * @param hostClass a short name for machines of this kind, as {@code intel-xeon-2c-ifma}
 * @param sameHost whether server and client share the machine
 * @param startedAt when the measurement of benchmarks began; null in a load report, which states it
 *     itself, and in older files
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
    Map<String, List<String>> javaOptions,
    String transport,
    String commit,
    Boolean dirty,
    String hostClass,
    Boolean sameHost,
    @JsonInclude(JsonInclude.Include.NON_NULL) Instant startedAt) {
  private static final Path PROC = Path.of("/proc");
  private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

  /** Missing collections become empty. */
  public Environment {
    affinity = Copies.map(affinity);
    flags = Copies.list(flags);
    javaOptions = Copies.map(javaOptions);
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
    return builder()
        .cpu(cpu.model())
        .cores(cpu.cores())
        .affinity(run.affinity())
        .cgroupCpuQuota(new CgroupQuota(PROC, CGROUPS).cores())
        .stealShare(run.stealShare())
        .kernel(System.getProperty("os.name") + " " + System.getProperty("os.version"))
        .jdk(JvmFacts.version())
        .vm(System.getProperty("java.vm.name"))
        .gc(JvmFacts.collector())
        .flags(JvmFacts.flags())
        .javaOptions(JvmFacts.variableOptions(System.getenv()))
        .transport(run.transport())
        .commit(System.getProperty("kexbench.commit"))
        .dirty(dirty == null ? null : Boolean.valueOf(dirty))
        .hostClass(cpu.hostClass())
        .sameHost(run.sameHost())
        .build();
  }

  /** The same machine, with another virtual machine and another build. */
  public Environment with(JvmDescription jvm, String otherCommit, Boolean otherDirty) {
    return with(jvm, otherCommit, otherDirty, startedAt);
  }

  private Environment with(
      JvmDescription jvm, String otherCommit, Boolean otherDirty, Instant time) {
    return builder()
        .cpu(cpu)
        .cores(cores)
        .affinity(affinity)
        .cgroupCpuQuota(cgroupCpuQuota)
        .stealShare(stealShare)
        .kernel(kernel)
        .jdk(jvm.jdk())
        .vm(jvm.vm())
        .gc(jvm.gc())
        .flags(jvm.flags())
        .javaOptions(javaOptions)
        .transport(transport)
        .commit(otherCommit)
        .dirty(otherDirty)
        .hostClass(hostClass)
        .sameHost(sameHost)
        .startedAt(time)
        .build();
  }

  /** The same, of a measurement that began at this time. */
  public Environment startedAt(Instant time) {
    return with(new JvmDescription(jdk, vm, gc, flags), commit, dirty, time);
  }

  /** The facts of a virtual machine; each as in {@link Environment}. */
  public record JvmDescription(String jdk, String vm, String gc, List<String> flags) {}

  /** Starts from an environment of which nothing is known. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets facts by name; those not set are null or empty. */
  public static final class Builder {
    private String cpu;
    private int cores;
    private Map<String, String> affinity;
    private Double cgroupCpuQuota;
    private Double stealShare;
    private String kernel;
    private String jdk;
    private String vm;
    private String gc;
    private List<String> flags;
    private Map<String, List<String>> javaOptions;
    private String transport;
    private String commit;
    private Boolean dirty;
    private String hostClass;
    private Boolean sameHost;
    private Instant startedAt;

    private Builder() {}

    public Builder cpu(String cpu) {
      this.cpu = cpu;
      return this;
    }

    public Builder cores(int cores) {
      this.cores = cores;
      return this;
    }

    public Builder affinity(Map<String, String> affinity) {
      this.affinity = affinity;
      return this;
    }

    public Builder cgroupCpuQuota(Double cgroupCpuQuota) {
      this.cgroupCpuQuota = cgroupCpuQuota;
      return this;
    }

    public Builder stealShare(Double stealShare) {
      this.stealShare = stealShare;
      return this;
    }

    public Builder kernel(String kernel) {
      this.kernel = kernel;
      return this;
    }

    public Builder jdk(String jdk) {
      this.jdk = jdk;
      return this;
    }

    public Builder vm(String vm) {
      this.vm = vm;
      return this;
    }

    public Builder gc(String gc) {
      this.gc = gc;
      return this;
    }

    public Builder flags(List<String> flags) {
      this.flags = flags;
      return this;
    }

    public Builder javaOptions(Map<String, List<String>> javaOptions) {
      this.javaOptions = javaOptions;
      return this;
    }

    public Builder transport(String transport) {
      this.transport = transport;
      return this;
    }

    public Builder commit(String commit) {
      this.commit = commit;
      return this;
    }

    public Builder dirty(Boolean dirty) {
      this.dirty = dirty;
      return this;
    }

    public Builder hostClass(String hostClass) {
      this.hostClass = hostClass;
      return this;
    }

    public Builder sameHost(Boolean sameHost) {
      this.sameHost = sameHost;
      return this;
    }

    public Builder startedAt(Instant startedAt) {
      this.startedAt = startedAt;
      return this;
    }

    public Environment build() {
      return new Environment(
          cpu,
          cores,
          affinity,
          cgroupCpuQuota,
          stealShare,
          kernel,
          jdk,
          vm,
          gc,
          flags,
          javaOptions,
          transport,
          commit,
          dirty,
          hostClass,
          sameHost,
          startedAt);
    }
  }
}
