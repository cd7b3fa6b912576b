package dev.kexbench.bench.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import dev.kexbench.bench.run.BenchmarkCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark is set up, called once and checked, with every value of its parameters. */
class EveryBenchmarkTest {
  static Stream<BenchmarkCalls.Call> calls() {
    return BenchmarkCalls.all();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void runsOnceAndPassesItsCheck(BenchmarkCalls.Call call) throws RunnerException {
    ChainedOptionsBuilder once =
        new OptionsBuilder()
            .include("^" + Pattern.quote(call.benchmark()) + "$")
            .mode(Mode.SingleShotTime)
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    call.parameters().forEach(once::param);
    assertEquals(1, new Runner(once.build()).run().size());
  }

  /** State classes with a check at the end of the benchmark, declared or inherited. */
  static Stream<Class<?>> checkedStates() {
    return new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("dev.kexbench.bench.suite")
            .stream()
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(type -> !type.getSimpleName().contains("jmhType"))
            .filter(EveryBenchmarkTest::isChecked)
            .map(JavaClass::reflect);
  }

  private static boolean isChecked(JavaClass type) {
    return type.getAllMethods().stream()
        .filter(method -> method.isAnnotatedWith(TearDown.class))
        .map(JavaMethod::getName)
        .anyMatch("check"::equals);
  }

  @ParameterizedTest
  @MethodSource("checkedStates")
  void failsWhenNothingWasDone(Class<?> state) throws ReflectiveOperationException {
    Object fresh = state.getDeclaredConstructor().newInstance();
    Method check =
        Stream.of(state.getMethods())
            .filter(method -> method.getName().equals("check"))
            .findFirst()
            .orElseThrow();
    Object[] none = new Object[check.getParameterCount()];
    InvocationTargetException failed =
        assertThrows(InvocationTargetException.class, () -> check.invoke(fresh, none));
    assertEquals(IllegalStateException.class, failed.getCause().getClass());
  }
}
