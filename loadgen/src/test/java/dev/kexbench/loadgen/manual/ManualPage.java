package dev.kexbench.loadgen.manual;

import dev.kexbench.loadgen.manual.CommandText.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The man page of a command, with its subcommands. */
final class ManualPage {
  private static final String EXIT_CODES = "Exit codes: ";
  private static final String EXAMPLE = "Example: ";

  private final CommandText command;
  private final Roff page = new Roff();
  private final List<String> examples = new ArrayList<>();
  private final List<String> exitCodes = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private ManualPage(CommandText command) {
    this.command = command;
  }

  /** The name under which a command's page is found, which other programs' pages do not have. */
  static String name(CommandText command) {
    return "kexbench-" + command.name();
  }

  /**
   * The page in roff.
   *
   * @param version of kexbench
   * @param all the commands that the page refers to
   */
  static String of(CommandText command, String version, List<CommandText> all) {
    return new ManualPage(command).write(version, all);
  }

  private String write(String version, List<CommandText> all) {
    String name = name(command);
    sortFooter();
    page.macro("TH", name.toUpperCase(Locale.ROOT), "1", "", "kexbench " + version, "kexbench")
        .request("nh")
        .request("ad l")
        .macro("SH", "NAME")
        .line(name + " - " + command.summary())
        .macro("SH", "SYNOPSIS")
        .request("nf");
    command.synopsis().forEach(page::line);
    page.request("fi").macro("SH", "DESCRIPTION");
    String description = String.join(" ", command.description()).strip();
    page.line(description);
    notes.forEach(page::paragraph);
    options();
    subcommands();
    if (!exitCodes.isEmpty()) {
      page.macro("SH", "EXIT STATUS");
      exitCodes.forEach(page::paragraph);
    }
    if (!examples.isEmpty()) {
      page.macro("SH", "EXAMPLES");
      examples(examples);
    }
    seeAlso(all);
    return page.toString();
  }

  /** Sorts the lines below the options into examples, exit codes and notes. */
  private void sortFooter() {
    for (String line : command.footer()) {
      if (line.startsWith(EXIT_CODES)) {
        exitCodes.add(line.substring(EXIT_CODES.length()));
      } else if (line.startsWith("Example") || line.startsWith("  ")) {
        examples.add(line);
      } else if (!line.isBlank()) {
        notes.add(line);
      }
    }
  }

  private void options() {
    page.macro("SH", "OPTIONS");
    command
        .entries()
        .forEach(
            (heading, entries) -> {
              if (command.entries().size() > 1) {
                page.macro("SS", heading);
              }
              entries(entries);
            });
  }

  private void entries(List<Entry> entries) {
    for (Entry entry : entries) {
      page.request("TP").macro("B", entry.term()).line(entry.text());
    }
  }

  private void subcommands() {
    if (command.subcommands().isEmpty()) {
      return;
    }
    page.macro("SH", "COMMANDS");
    for (CommandText each : command.subcommands()) {
      page.macro("SS", each.synopsis().get(0));
      page.line(String.join(" ", each.description()).strip());
      each.entries().values().forEach(this::entries);
      examples(each.footer());
    }
  }

  /** What an example shows stands before its commands, which are indented. */
  private void examples(List<String> lines) {
    List<String> commands = new ArrayList<>();
    for (String line : lines) {
      String title = line.replaceFirst("^Examples?:\\s*", "");
      if (line.startsWith("  ")) {
        commands.add(line.strip());
      } else {
        flush(commands);
        if (line.startsWith(EXAMPLE) && title.startsWith("scripts/")) {
          commands.add(title);
        } else if (!title.isBlank()) {
          page.paragraph(capitalized(title) + ":");
        }
      }
    }
    flush(commands);
  }

  private static String capitalized(String title) {
    return title.substring(0, 1).toUpperCase(Locale.ROOT) + title.substring(1);
  }

  private void flush(List<String> commands) {
    if (!commands.isEmpty()) {
      page.example(commands);
      commands.clear();
    }
  }

  private void seeAlso(List<CommandText> all) {
    List<String> others =
        all.stream().filter(each -> each != command).map(each -> name(each) + "(1)").toList();
    if (!others.isEmpty()) {
      page.macro("SH", "SEE ALSO").line(String.join(", ", others));
    }
  }
}
