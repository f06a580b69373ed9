using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Security;
using HaVip.Configuration.Yaml;

namespace HaVip.PowerShell.Parameters;

/// <summary>
/// Takes HMAC keys by id, as <c>@{ 1 = 'file:/etc/havip/keys/1'; 2 = $secureString }</c>, or one alone, whose id is 1.
/// Plain text is refused: a command line is seen by every user of the machine and kept in histories.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HmacKeysAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = Unwrap(inputData);
        if (input is null) return input!;
        var keys = new Hashtable();
        if (input is not IDictionary many) keys[(byte)1] = Key(input, "1");
        else foreach (DictionaryEntry entry in many) keys[Id(entry.Key)] = Key(Unwrap(entry.Value), entry.Key);
        return keys;
    }

    private static byte Id(object key) =>
        byte.TryParse(Convert.ToString(key, CultureInfo.InvariantCulture), out var id) && id > 0
            ? id
            : throw new ArgumentTransformationMetadataException("A key's id is a whole number from 1 to 255.");

    // What was given is in no message: it may be the key.
    private static object Key(object? value, object id) => value switch
    {
        SecureString secret => secret,
        string text when HmacKeyReference.IsElsewhere(text) => text,
        _ => throw new ArgumentTransformationMetadataException(
            $"HMAC key {id} is neither a SecureString, file:PATH nor credential:NAME; plain text is not taken."),
    };

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
