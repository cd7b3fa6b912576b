package dev.kexbench.results.command;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The option list of {@code --help}, grouped by {@link OptionHeading}. */
public final class OptionList {
  private static final String OTHERS = "Other options";

  private OptionList() {}

  /** All visible options, in the order of their headings; without headings, one plain list. */
  static String of(Help help) {
    Map<String, List<OptionSpec>> groups = groups(help.commandSpec());
    if (groups.keySet().equals(Set.of(OTHERS))) {
      return help.optionList();
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (heading, options) ->
            text.append(String.format("%n%s:%n", heading)).append(list(help, options)));
    return text.toString();
  }

  /** All visible options by heading, in the order in which {@code --help} shows them. */
  public static Map<String, List<OptionSpec>> groups(CommandSpec command) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        groups.computeIfAbsent(heading(option), any -> new ArrayList<>()).add(option);
      }
    }
    List<OptionSpec> others = groups.remove(OTHERS);
    if (others != null) {
      groups.put(OTHERS, others);
    }
    return groups;
  }

  private static String list(Help help, List<OptionSpec> options) {
    Help.Layout layout = help.createDefaultLayout(options, List.of(), help.colorScheme());
    layout.addOptions(options, help.createDefaultParamLabelRenderer());
    return layout.toString();
  }

  private static String heading(OptionSpec option) {
    if (!(option.userObject() instanceof Field field)) {
      return OTHERS;
    }
    OptionHeading ofField = heading(field);
    OptionHeading ofType = heading(field.getDeclaringClass());
    return ofField != null ? ofField.value() : ofType != null ? ofType.value() : OTHERS;
  }

  private static OptionHeading heading(AnnotatedElement element) {
    return element.getAnnotation(OptionHeading.class);
  }
}
