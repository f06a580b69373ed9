using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HaVip.Configuration.Yaml.Source;

/// <summary>
/// YamlDotNet's parser, with its inner failures (<c>InvalidOperationException</c> from broken flow mappings, say)
/// turned into what they are: syntax errors after the last good event.
/// </summary>
internal sealed class GuardedParser(string text) : IParser
{
    private readonly Parser _parser = new(new StringReader(text));

    public ParsingEvent? Current => _parser.Current;

    public bool MoveNext()
    {
        try
        {
            return _parser.MoveNext();
        }
        catch (Exception e) when (e is not (YamlException or OutOfMemoryException))
        {
            var end = Current?.End ?? Mark.Empty;
            throw new YamlException(end, end, "the parser finds no sense in what follows.", e);
        }
    }
}
