package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.build.Revision;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ProjectPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The variants that the options name; the first is the base of the comparison.
 *
 * @param variants two or more
 * @param mayDiffer the settings that are being compared, by their names in {@code scripts/compare}
 */
record LoadVariants(List<LoadVariant> variants, List<String> mayDiffer) {
  private static final String PROVIDER = "provider";
  private static final String POOL = "pool";
  private static final String TRANSPORT = "transport";
  private static final String EXCHANGE = "exchange";
  private static final String TLS_ENGINE = "tls-engine";
  private static final Pattern OPTION = Pattern.compile("--(?:\\[no-])?([a-z][a-z-]*)");

  /**
   * A plan, and which of its options the user has chosen.
   *
   * @param options by long name, those with a default value as well
   * @param given the long names of those that are not by default
   */
  record Plan(Map<String, String> options, Set<String> given) {
    Map<String, String> with(String option, String value) {
      Map<String, String> changed = new LinkedHashMap<>(options);
      changed.put(option, value);
      return changed;
    }
  }

  /**
   * The variants of a plan.
   *
   * @param progress receives a line before each slow step
   * @throws CommandFailure with exit code 2 if one is not available
   */
  static LoadVariants of(ComparisonOptions options, Plan plan, Consumer<String> progress) {
    try {
      if (options.against().isPresent()) {
        return against(options.against().get(), plan, progress);
      }
      if (!options.jdks().isEmpty()) {
        return ofJdks(options.jdks(), plan);
      }
      if (!options.transports().isEmpty()) {
        return ofOption(TRANSPORT, options.transports(), plan);
      }
      return options.pools().isEmpty()
          ? ofOption(PROVIDER, options.providers(), plan)
          : ofOption(POOL, options.pools(), plan);
    } catch (IllegalArgumentException refused) {
      throw new CommandFailure(ExitCode.USAGE, refused.getMessage(), refused);
    }
  }

  private static LoadVariants ofOption(String option, List<?> values, Plan plan) {
    return new LoadVariants(
        values.stream().map(String::valueOf).map(value -> ofValue(option, value, plan)).toList(),
        List.of(option));
  }

  private static LoadVariant ofValue(String option, String value, Plan plan) {
    String name = value.replace('/', '-'); // of a folder
    return new LoadVariant(name, ChildJvm.here(), plan.with(option, value));
  }

  private static LoadVariants ofJdks(List<Path> homes, Plan plan) {
    List<LoadVariant> variants = new ArrayList<>();
    Jvm.byName(homes)
        .forEach(
            (name, jvm) ->
                variants.add(new LoadVariant(name, ChildJvm.here().on(jvm), plan.options())));
    return new LoadVariants(variants, List.of("JDK", "VM", "JVM arguments"));
  }

  private static LoadVariants against(String commit, Plan plan, Consumer<String> progress) {
    Revision base = Revision.named(ProjectPaths.path("").toAbsolutePath(), commit);
    Revision.Built built = base.build("loadtest", progress);
    String name = base.shortName();
    return new LoadVariants(
        List.of(
            new LoadVariant(
                name, ChildJvm.here().built(built.tree(), name), known(plan, built.help(), name)),
            new LoadVariant("this", ChildJvm.here(), plan.options())),
        List.of(PROVIDER));
  }

  /** The options without those that another build does not have. */
  static Map<String, String> known(Plan plan, String help, String commit) {
    Set<String> names =
        OPTION.matcher(help).results().map(name -> name.group(1)).collect(Collectors.toSet());
    Map<String, String> known = new LinkedHashMap<>(plan.options());
    known.keySet().retainAll(names);
    if (!names.contains(TLS_ENGINE)) {
      known.computeIfPresent(EXCHANGE, (option, name) -> withoutEngine(name, commit));
    }
    for (String option : plan.given()) {
      if (plan.options().containsKey(option) && !names.contains(option)) {
        throw new IllegalArgumentException(
            "--against %s: that build has no option --%s; leave it out".formatted(commit, option));
      }
    }
    return known;
  }

  /** The name of an exchange in a build from before TLS had several engines. */
  private static String withoutEngine(String name, String commit) {
    int mark = name.indexOf(TlsEngine.MARK);
    String suite = mark < 0 ? name : name.substring(0, mark);
    String same = TlsEngine.BOUNCYCASTLE.named(suite);
    if (mark >= 0 && !name.equals(same)) {
      throw new IllegalArgumentException(
          "--against %s: that build has no %s; compare %s".formatted(commit, name, same));
    }
    return suite;
  }
}
