// SPDX-License-Identifier: Apache-2.0
package io.trace2skill.analyst.rules;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Classes of errors that recur in every domain, and what to do about each. The first class whose
 * pattern is found in the masked message counts; the last one fits every message. A title is an
 * imperative clause that goes on after "To avoid the error,", advice is whole sentences.
 */
enum ErrorClass {
  AMOUNTS(
      "does not add up|do(?:es)? not (?:match|equal) the (?:total|sum)|total .*\\bbut (?:paid|got|was)\\b",
      "work out the exact total before you pass an amount",
      "Add up every part for everyone concerned, then pass amounts whose sum is exactly that."),
  NOT_ENOUGH(
      "\\bnot enough\\b|\\binsufficient\\b|out of stock|sold out|exceeds? (?:the |your )?"
          + "(?:available|balance|limit|quota|maximum|capacity)",
      "check that enough is left before you ask for it",
      "Read what is left first, and choose another option when it is too little."),
  NOT_ACCEPTED(
      "cannot be used|can ?not be (?:applied|combined|changed|modified|cancell?ed)"
          + "|not (?:allowed|permitted|supported|eligible|accepted|valid|applicable) (?:for|to|in|with|on)\\b",
      "find out which options an action accepts before you choose one",
      "Read the rules of the action first, and offer only what it accepts."),
  ALREADY(
      "already (?:exists?|in use|taken|\\w+ed)\\b|\\bduplicate\\b|fileexistserror",
      "look at what is there before you create or repeat something",
      "Update what exists or take another name, as the task requires."),
  NOT_AVAILABLE(
      "not available|\\bunavailable on\\b|no longer available|no availability",
      "confirm that exactly what you will ask for is available",
      "Search for it with the same date and options first, and pass only what the answer lists."),
  MODULE(
      "modulenotfounderror|no module named|importerror|cannot import name|cannot find module",
      "check that a library is installed before you build on it",
      "Try the import alone first, and use what is installed when it is missing."),
  COMMAND(
      "command not found|is not recognized as|: not found$",
      "check that a command exists before you rely on it",
      "Ask the shell with `command -v`, and use what is installed when it is missing."),
  FILE(
      "filenotfounderror|no such file|nosuchfile|enoent|not a directory|is a directory",
      "list the directory before you open a file",
      "Use the path as listed: a relative path depends on the working directory."),
  ACCESS(
      "permission ?(?:denied|error)|forbidden|unauthori[sz]ed|access denied|not authori[sz]ed|eacces",
      "stay within what you may access",
      "Work on a copy in a place of your own or ask for access: the same call is refused again."),
  BUSY(
      "rate limit|too many requests|throttl|quota exceeded",
      "make fewer calls",
      "Wait before the next one, and ask for more at once."),
  TIMEOUT(
      "timed? ?out|timeout|deadline exceeded",
      "ask for less at a time",
      "Narrow the request or split the work: the same call takes as long again."),
  AWAY(
      "connection (?:refused|reset|aborted|error)|temporarily unavailable|service unavailable"
          + "|bad gateway|network|econn",
      "wait and try again",
      "A service that is away may come back: try a few times with growing pauses, then say what could not be done."),
  MISSING_ARGUMENT(
      "missing .*(?:argument|parameter|field|property|input)|(?:argument|parameter|field|property) "
          + ".*(?:is )?(?:required|missing)|is a required",
      "pass every argument that a call requires",
      "Read its signature or help first, and collect what is missing before you call."),
  UNKNOWN_ARGUMENT(
      "unexpected keyword argument|un(?:recogni[sz]ed|expected|known) (?:argument|option|parameter|field)"
          + "|invalid option|additional propert",
      "pass only arguments that the call knows",
      "Names differ between versions: read the signature or help of the installed one."),
  KEY(
      "\\bkeyerror|not in index|no such (?:key|column)|unknown column",
      "look at the keys or column names before you use one",
      "List them first: spelling, case and spaces count, and a header may be in another row."),
  NOTHING_THERE(
      "nonetype|nullpointer|of (?:null|undefined)\\b|is (?:null|undefined)\\b",
      "test for a missing value before you use it",
      "A search without a hit and an empty field both give nothing: decide what to do then."),
  UNDEFINED(
      "nameerror|referenceerror|is not defined|undeclared|unboundlocal|cannot find symbol",
      "define or import every name in the same run",
      "Do not count on state from an earlier call unless the tool keeps it."),
  ATTRIBUTE(
      "attributeerror|has no attribute|is not a function|nosuchmethod|no such method|is read-only",
      "check what kind of object you have before you call something on it",
      "Print its type and look up what the installed version offers."),
  CODING(
      "unicode(?:de|en)codeerror|codec can",
      "name the encoding when you read or write text",
      "Find out which one the file has instead of relying on a default."),
  BAD_FILE(
      "badzipfile|not a zip file|invalidfile|corrupt|unsupported (?:file|format)|file format|not a valid file",
      "check what a file really is before you open it",
      "Its ending may not tell the format: look at it, then choose the reader."),
  SYNTAX(
      "syntaxerror|syntax error|indentationerror|taberror|unexpected (?:token|eof|end|indent)|unterminated|parse error",
      "check the syntax before you run or apply code",
      "Keep pieces short, and watch quoting and indentation."),
  INDEX(
      "indexerror|out of (?:range|bounds)|outofbounds",
      "check the size before you access a position",
      "Mind whether counting starts at zero or at one, and that lists may be empty."),
  DIVISION(
      "zerodivision|division by zero|arithmeticexception|#div",
      "handle a zero before you divide",
      "Decide what the result should be then."),
  TYPE(
      "typeerror|classcast|unsupported operand|not supported between|must be str|not callable",
      "check the types of values before you combine them",
      "Missing values and numbers kept as text are the usual cause: test and convert first."),
  MEMORY(
      "memoryerror|out of memory|outofmemory|oom",
      "work in parts when the data is large",
      "Read and process one part at a time."),
  NOT_FOUND(
      "not found|does not exist|doesn't exist|no such|could not find|cannot find|unknown ",
      "look a name or id up before you pass it on",
      "Take it from an earlier answer exactly as written there, and never guess it."),
  VALUE(
      "valueerror|illegalargument|invalid|malformed|could not convert|bad request|must be|expected ",
      "bring a value into the form that is expected before you pass it",
      "Look at an example or the documentation of the form, and convert first."),
  ASSERTION(
      "assert",
      "test what you assume before you build on it",
      "A failed assertion names something that was believed and does not hold."),
  OTHER(
      "",
      "find out what the call demands before you make it",
      "When it appears all the same, change what it names: the same call fails again.");

  private final Pattern pattern;
  private final String title;
  private final String advice;

  ErrorClass(String pattern, String title, String advice) {
    this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    this.title = title;
    this.advice = advice;
  }

  /** Returns the class of a masked message. */
  static ErrorClass of(String message) {
    return Arrays.stream(values())
        .filter(candidate -> candidate.pattern.matcher(message).find())
        .findFirst()
        .orElse(OTHER);
  }

  String title() {
    return title;
  }

  String advice() {
    return advice;
  }

  /** Returns whether the same call may succeed when it is made again. */
  boolean mayPass() {
    return this == BUSY || this == AWAY || this == TIMEOUT;
  }
}
