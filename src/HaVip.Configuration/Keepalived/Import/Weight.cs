using HaVip.Configuration.Keepalived.Language;
using HaVip.Configuration.Yaml;

namespace HaVip.Configuration.Keepalived.Import;

/// <summary>What something tracked does to the priority; see <c>TrackedCheck</c>.</summary>
internal readonly record struct Weight(short Value, bool IsReverse)
{
    private const int Largest = 254;

    /// <summary>
    /// <c>weight N [reverse|noreverse]</c> from a word on; null, with a finding, where it is none and null where
    /// nothing is written.
    /// </summary>
    public static Weight? Read(Statement statement, int index, bool isReverse, int most, ImportContext context)
    {
        if (StatementValues.ParseInteger(statement.Argument(index)) is not (>= -Largest and <= Largest and var number))
        {
            context.Add(
                ImportRules.ValueIgnored,
                statement,
                $"A weight is a whole number from -{most} to {most}, so keepalived ignores this one, and so do we.");
            return null;
        }

        if (Math.Abs(number) > most)
        {
            context.Add(ImportRules.ValueAdjusted, statement, $"A weight is {most} at most here, as in keepalived.");
            number = Math.Sign(number) * most;
        }

        switch (statement.Argument(index + 1))
        {
            case "reverse":
                isReverse = true;
                break;
            case "noreverse":
                isReverse = false;
                break;
            case { } other:
                context.Add(ImportRules.ValueIgnored, statement, $"A weight has no option '{Shown.Text(other)}'.");
                break;
        }

        return new Weight((short)number, isReverse);
    }
}
