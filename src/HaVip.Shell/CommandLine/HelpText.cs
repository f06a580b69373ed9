namespace HaVip.Shell.CommandLine;

internal static class HelpText
{
    public const string Usage = """
        Usage: havip [-File] FILE [arguments]
               havip -Command { - | TEXT [arguments] }
               havip [switches]            (interactive, when there is a terminal)

        havip is a small PowerShell host for machines without pwsh. Its command line is pwsh's.

          -Command | -c TEXT          run the text; '-' reads it from standard input
          -CommandWithArgs | -cwa     run the next word as text, the rest is its $args
          -EncodedCommand | -e | -ec  run base64 of UTF-16LE text
          -File | -f FILE             run a script; everything behind FILE is for the script
          -WorkingDirectory | -wd     start there
          -SSHServerMode | -sshs      serve a PSSession over ssh, as a subsystem of sshd
          -NoExit | -noe              stay interactive afterwards
          -NonInteractive | -noni     never ask
          -NoLogo | -nol              no greeting
          -NoProfile | -nop           accepted; havip loads no profile
          -ExecutionPolicy | -ex | -ep  accepted; there is no execution policy outside Windows
          -Version | -v               print the version
          -Help | -h | -?             print this text

        Exit code: the script's own 'exit N'; else 0, or 1 after an uncaught error or when the last statement of
        -Command failed; 64 when the command line is wrong or the script is not there.
        """;
}
