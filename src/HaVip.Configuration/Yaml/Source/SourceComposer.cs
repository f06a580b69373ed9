using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HaVip.Configuration.Yaml.Source;

/// <summary>
/// Makes the tree of one YAML document from the parser's events. YamlDotNet's own tree is not used because it stops at
/// the first duplicate key and recurses as deep as the text nests; this one keeps both keys and bounds depth and size.
/// </summary>
internal sealed class SourceComposer
{
    /// <summary>The deepest configuration nests 6 levels.</summary>
    internal const int MaximumDepth = 32;

    /// <summary>Values with every alias written out: thousands of addresses, but no exponential growth.</summary>
    internal const int MaximumSize = 100_000;

    private readonly GuardedParser _parser;
    private readonly Dictionary<string, SourceNode> _anchors = new(StringComparer.Ordinal);
    private int _size;
    private readonly string _text;
    private int _end;

    private SourceComposer(string text)
    {
        _text = text;
        _parser = new GuardedParser(text);
    }

    /// <summary>The document's root, or null where the text holds none.</summary>
    /// <exception cref="SourceException">The text cannot be read as one YAML document.</exception>
    public static SourceNode? Compose(string text)
    {
        try
        {
            return new SourceComposer(text).ComposeDocument();
        }
        catch (YamlException e)
        {
            throw Syntax.Explain(text, e);
        }
    }

    private SourceNode? ComposeDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _)) return null;
        _parser.Consume<DocumentStart>();
        var root = ComposeNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<StreamEnd>(out _)) return root;
        var next = PositionOf(_parser.Current!);
        throw new SourceException(
            ReaderRules.DocumentSingle,
            next,
            "A second YAML document begins here.",
            "Remove the line '---' and what follows.");
    }

    private SourceNode ComposeNode(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias)) return Resolve(alias);
        var start = _parser.Consume<NodeEvent>();
        var position = PositionOf(start);
        if (depth > MaximumDepth)
        {
            throw new SourceException(
                ReaderRules.NestingDepth, position, $"The values nest deeper than {MaximumDepth} levels.", null);
        }

        if (!start.Tag.IsEmpty)
        {
            // The tag is not quoted in the message: a password that begins with '!' is one.
            throw new SourceException(
                ReaderRules.TagNotSupported,
                position,
                "YAML tags are not used here.",
                "Put a text that begins with '!' in quotes.");
        }

        Count(1, position);
        SourceNode node = start switch
        {
            SequenceStart list => ComposeList(position, depth, list.Style == SequenceStyle.Flow),
            MappingStart mapping => ComposeMapping(position, depth, mapping.Style == MappingStyle.Flow),
            Scalar scalar => ComposeScalar(position, scalar),
            _ => throw new InvalidOperationException($"The YAML parser gave a {start.GetType().Name} for a value."),
        };
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor.Value] = node;
        return node;
    }

    private SourceScalar ComposeScalar(SourcePosition position, Scalar scalar)
    {
        _end = (int)scalar.End.Index;
        return new SourceScalar(position, scalar.Value, scalar.Style == ScalarStyle.Plain) { End = _end };
    }

    private SourceList ComposeList(SourcePosition position, int depth, bool isFlow)
    {
        var items = new List<SourceNode>();
        var size = 1;
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            var item = ComposeNode(depth + 1);
            items.Add(item);
            size += item.Size;
        }

        EndWith(_parser.Consume<SequenceEnd>(), isFlow, ']');
        return new SourceList(position, items, size) { End = _end, IsFlow = isFlow };
    }

    private SourceMapping ComposeMapping(SourcePosition position, int depth, bool isFlow)
    {
        var entries = new List<KeyValuePair<SourceNode, SourceNode>>();
        var size = 1;
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = ComposeNode(depth + 1);
            var value = ComposeNode(depth + 1);
            entries.Add(new(key, value));
            size += key.Size + value.Size;
        }

        EndWith(_parser.Consume<MappingEnd>(), isFlow, '}');
        return new SourceMapping(position, entries, size) { End = _end, IsFlow = isFlow };
    }

    // A block ends with what stands last in it; the parser's end is where the next thing begins. And brackets end behind
    // the closing one, which the parser leaves out of a mapping.
    private void EndWith(ParsingEvent end, bool isFlow, char closing)
    {
        if (!isFlow) return;
        var at = (int)end.End.Index;
        if (at > _end && _text[at - 1] == closing)
        {
            _end = at;
            return;
        }

        while (at < _text.Length && _text[at] != closing) at = _text[at] == '#' ? EndOfLine(at) : at + 1;
        _end = Math.Min(at + 1, _text.Length);
    }

    private int EndOfLine(int at)
    {
        var end = _text.AsSpan(at).IndexOfAny('\r', '\n');
        return end < 0 ? _text.Length : at + end;
    }

    // An anchor counts from its end, so that no value can hold itself.
    private SourceNode Resolve(AnchorAlias alias)
    {
        var position = PositionOf(alias);
        _end = (int)alias.End.Index;
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
        {
            // The name is not quoted in the message: a password that begins with '*' is one.
            throw new SourceException(
                ReaderRules.AliasUnknown,
                position,
                "This alias refers to no anchor before it.",
                "Put a text that begins with '*' in quotes.");
        }

        Count(node.Size, position);
        return node;
    }

    private void Count(int size, SourcePosition position)
    {
        _size += size;
        if (_size <= MaximumSize) return;
        throw new SourceException(
            ReaderRules.DocumentSize,
            position,
            $"The configuration holds more than {MaximumSize} values, with every alias written out.",
            "Use fewer or no aliases.");
    }

    private static SourcePosition PositionOf(ParsingEvent parsed) => Syntax.At(parsed.Start);
}
