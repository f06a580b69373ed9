using System.Text;
using HaVip.Core.Configuration;

namespace HaVip.Core.Checks;

/// <summary>Whether an HTTP answer is the one a check wants.</summary>
public static class HttpExpectation
{
    /// <summary>How much of a body is looked at, in bytes.</summary>
    public const int LongestBody = 64 * 1024;

    private static readonly StatusRange Usual = new(200, 399);

    /// <summary>What is wrong with it, in words; null where nothing is.</summary>
    public static string? Judge(CheckConfiguration check, HttpAnswer answer)
    {
        if (!IsExpected(check, answer.Status)) return $"status {answer.Status}";
        if (check.ExpectHeader is { } header && !HasHeader(header, answer)) return $"no header '{header}'";
        if (check.ExpectBody is { } text && answer.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) < 0)
            return $"'{text}' is not in the body";
        return null;
    }

    private static bool IsExpected(CheckConfiguration check, int status) =>
        check.Expect.Count == 0 ? Usual.Contains(status) : check.Expect.Any(range => range.Contains(status));

    /// <summary>A name alone may have any value; names are compared without case (RFC 9110 section 5.1).</summary>
    private static bool HasHeader(string wanted, HttpAnswer answer)
    {
        var colon = wanted.IndexOf(':', StringComparison.Ordinal);
        var name = (colon < 0 ? wanted : wanted[..colon]).Trim();
        var value = colon < 0 ? null : wanted[(colon + 1)..].Trim();
        return answer.Headers.Any(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)
            && (value is null || header.Value.Trim() == value));
    }
}
