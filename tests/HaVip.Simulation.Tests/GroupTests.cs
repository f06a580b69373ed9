using HaVip.Simulation.Groups;

namespace HaVip.Simulation.Tests;

public sealed class GroupTests
{
    /// <summary>Each seed is 40 disturbances of two nodes with a group.</summary>
    [Fact]
    public void Group_is_never_split_and_ends_where_it_belongs()
    {
        var moves = 0L;
        for (ulong seed = 1; seed <= 400; seed++)
        {
            var world = new GroupWorld(seed);
            try
            {
                world.Run();
            }
            catch (ViolationException e)
            {
                Assert.Fail($"seed {seed}: {e.Message}");
            }

            moves += world.Moves;
        }

        Assert.True(moves > 400 * 6, $"{moves} moves are too few to have shown anything.");
    }
}
