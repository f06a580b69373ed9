using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Turns an encoding's name or code page into the encoding.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EncodingNameAttribute : ArgumentTransformationAttribute
{
    public static Encoding Default { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            Encoding encoding => encoding,
            int codePage => Encoding.GetEncoding(codePage),
            var name => ByName(Convert.ToString(name, CultureInfo.InvariantCulture) ?? ""),
        };

    private static Encoding ByName(string name) => name.ToLowerInvariant() switch
    {
        "utf8" or "utf8nobom" or "default" => Default,
        "utf8bom" => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true),
        "ascii" => Encoding.ASCII,
        "ansi" or "oem" => Encoding.Latin1,
        "unicode" => Encoding.Unicode,
        "bigendianunicode" => Encoding.BigEndianUnicode,
        "utf32" => Encoding.UTF32,
        "bigendianutf32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        _ => Encoding.GetEncoding(name),
    };
}
