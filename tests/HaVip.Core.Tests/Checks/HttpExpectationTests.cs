using HaVip.Core.Checks;
using HaVip.Core.Configuration;

namespace HaVip.Core.Tests.Checks;

public sealed class HttpExpectationTests
{
    [Theory]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(302, true)]
    [InlineData(199, false)]
    [InlineData(400, false)]
    [InlineData(503, false)]
    public void Statuses_of_success_and_of_redirection_are_good_where_none_are_written(int status, bool good) =>
        Assert.Equal(good, Judge(new(), status) is null);

    [Fact]
    public void Written_statuses_alone_are_good()
    {
        var check = new CheckConfiguration { Expect = [new StatusRange(204, 204), new StatusRange(500, 599)] };

        Assert.Equal("status 200", Judge(check, 200));
        Assert.Null(Judge(check, 204));
        Assert.Null(Judge(check, 503));
    }

    [Theory]
    [InlineData("X-Ready", null)]
    [InlineData("x-ready: yes", null)]
    [InlineData("X-Ready:yes", null)]
    [InlineData("X-Ready: YES", "no header 'X-Ready: YES'")]
    [InlineData("X-Ready: ye", "no header 'X-Ready: ye'")]
    [InlineData("Via: two", null)]
    [InlineData("X-Other", "no header 'X-Other'")]
    public void Header_is_found_by_its_name_without_case_and_by_its_whole_value(string header, string? objection)
    {
        var answer = new HttpAnswer(200, [("Via", "one"), ("X-READY", " yes "), ("Via", "two")], []);

        Assert.Equal(objection, HttpExpectation.Judge(new CheckConfiguration { ExpectHeader = header }, answer));
    }

    [Theory]
    [InlineData("ready", null)]
    [InlineData("für alle", null)]
    [InlineData("Ready", "'Ready' is not in the body")]
    public void Text_is_looked_for_anywhere_in_the_body_byte_for_byte(string text, string? objection)
    {
        var answer = new HttpAnswer(200, [], "all is ready, für alle\n"u8.ToArray());

        Assert.Equal(objection, HttpExpectation.Judge(new CheckConfiguration { ExpectBody = text }, answer));
    }

    [Fact]
    public void Empty_body_holds_no_text() =>
        Assert.NotNull(HttpExpectation.Judge(new CheckConfiguration { ExpectBody = "ok" }, new HttpAnswer(200, [], [])));

    private static string? Judge(CheckConfiguration check, int status) =>
        HttpExpectation.Judge(check, new HttpAnswer(status, [], []));
}
