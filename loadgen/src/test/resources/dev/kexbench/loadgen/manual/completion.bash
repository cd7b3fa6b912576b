# Completion of kexbench's commands in bash: . share/bash-completion/completions/kexbench
# In zsh, first: autoload -Uz compinit bashcompinit && compinit && bashcompinit

# _kexbench_options COMMAND: sets flags, which take no value, valued, which do, files, those of them
# that take a file or folder, and subcommands.
_kexbench_options() {
  case $1 in
@COMMANDS@
  esac
}

# _kexbench_words "COMMAND OPTION": sets words, the option's values, and list, which separates them.
_kexbench_words() {
  case $1 in
@WORDS@
  esac
}

# Other programs have these names as well: ours have the launcher next to them.
_kexbench_is_ours() {
  local script link
  script=$(command -v -- "${1/#\~/$HOME}") || return
  while [ -L "$script" ]; do
    link=$(readlink "$script") || return
    [[ $link == /* ]] || link=${script%/*}/$link
    script=$link
  done
  [[ $script == */* ]] && [ -f "${script%/*}/launcher.sh" ]
}

# Bash makes words of their own of an option's name, the = after it, and its value, and of what is
# before an @, the @, and what is after it; zsh does not.
_kexbench() {
  local IFS=$' \t\n' command=${1##*/} index at word option before= typed=
  local flags= valued= files= subcommands= words= list=
  COMPREPLY=()
  _kexbench_is_ours "$1" || return 0
  _kexbench_options "$command"
  for ((index = 1; index < COMP_CWORD; index++)); do
    case " $subcommands " in
      *" ${COMP_WORDS[index]} "*)
        command="$command ${COMP_WORDS[index]}"
        _kexbench_options "$command"
        break
        ;;
    esac
  done
  at=$COMP_CWORD
  word=${COMP_WORDS[at]}
  while [ "$at" -gt 1 ] && [[ ${COMP_WORDS[at]} == @ || ${COMP_WORDS[at - 1]} == @ ]]; do
    at=$((at - 1))
    word=${COMP_WORDS[at]}$word
    typed=${word%@*} # bash replaces the last @ and what follows it
  done
  option=${COMP_WORDS[at - 1]}
  if [ "$word" = '=' ]; then
    word=
  elif [ "$option" = '=' ]; then
    option=${COMP_WORDS[at - 2]}
  else
    case $word in
      --*=*) option=${word%%=*} before="${word%%=*}=" word=${word#*=} ;;
    esac
  fi
  case " $valued " in
    *" $option "*)
      _kexbench_words "$command $option"
      if [ -z "$words" ]; then
        case " $files " in
          *" $option "*) ;;
          *) type compopt >/dev/null 2>&1 && compopt +o default ;;
        esac
        return 0
      fi
      if [ -n "$list" ]; then
        case $word in
          *"$list"*) before="$before${word%"$list"*}$list" word=${word##*"$list"} ;;
        esac
      fi
      ;;
    *)
      case $word in
        -*) words="$flags $valued" ;;
        *) words=$subcommands ;;
      esac
      ;;
  esac
  COMPREPLY=($(compgen -P "$before" -W "$words" -- "$word"))
  [ -z "$typed" ] || COMPREPLY=("${COMPREPLY[@]#"$typed"}")
  return 0
}

complete -o default -F _kexbench @NAMES@
