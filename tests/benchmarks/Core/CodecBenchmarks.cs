using BenchmarkDotNet.Attributes;
using HaVip.Core.Configuration;
using HaVip.Core.Values;
using HaVip.Core.Wire;

namespace HaVip.Core.Benchmarks;

/// <summary>Advertisements of version 3, read and written, with and without the trailer that proves their sender.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private static readonly byte[] Key = new byte[HmacTrailer.MinimumKeyLength];

    private readonly byte[] _buffer = new byte[AdvertisementCodec.MaximumLength];
    private readonly byte[] _signed = new byte[AdvertisementCodec.MaximumLength];
    private VirtualAddress[] _addresses = [];
    private int _length;

    /// <summary>Virtual addresses of the virtual router.</summary>
    [Params(1, 20)]
    public int Addresses { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _addresses = [.. Enumerable.Range(1, Addresses).Select(last => new VirtualAddress(Samples.Prefix($"192.168.7.{last}/24")))];
        _length = Encode();
        _buffer.CopyTo(_signed, 0);
        HmacTrailer.Append(_signed, _length, Samples.Better, 1, Key, 1);
    }

    [Benchmark]
    public int Encode() => AdvertisementCodec.Write(_buffer, new AdvertisementFields
    {
        Version = 3,
        VirtualRouterId = 52,
        Priority = 100,
        Interval = Duration.FromSeconds(1),
        Addresses = _addresses,
        Source = Samples.Better,
        Destination = VrrpGroup.IPv4,
    });

    [Benchmark]
    public byte Decode()
    {
        AdvertisementCodec.TryParse(_signed.AsSpan(0, _length), AddressFamily.IPv4, out var advertisement);
        return advertisement.Priority;
    }

    [Benchmark]
    public int Sign() => HmacTrailer.Append(_buffer, _length, Samples.Better, 1, Key, 1);

    [Benchmark]
    public bool Verify()
    {
        var trailer = _signed.AsSpan(_length, HmacTrailer.Length);
        return HmacTrailer.Verify(_signed.AsSpan(0, _length), trailer, Samples.Better, Key);
    }
}
